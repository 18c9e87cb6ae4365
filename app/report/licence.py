"""Who may use an answer, and whom to name."""

from app.report.wording import InEachLanguage, Language

ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the data that come with Entente."""

_LICENCE: InEachLanguage = (
    "The claims are in the words of those who entered them; the documents that they cite are their publishers'. "
    "The data that come with Entente are under CC BY 4.0 ({}): name Entente, and the documents that you cite. "
    "Of other data, ask who serves them.",
    "Die Aussagen stehen in den Worten derer, die sie erfasst haben; die zitierten Dokumente gehören ihren "
    "Herausgebern. Die mit Entente gelieferten Daten stehen unter CC BY 4.0 ({}): Nennen Sie Entente und die "
    "Dokumente, die Sie zitieren. Bei anderen Daten fragen Sie, wer sie bereitstellt.",
    "Les affirmations sont dans les mots de qui les a saisies ; les documents cités appartiennent à leurs éditeurs. "
    "Les données fournies avec Entente sont sous CC BY 4.0 ({}) : nommez Entente et les documents que vous citez. "
    "Pour d’autres données, demandez à qui les met à disposition.",
    "Утверждения изложены словами тех, кто их внёс; цитируемые документы принадлежат их издателям. Данные, которые "
    "поставляются с Entente, доступны по CC BY 4.0 ({}): укажите Entente и документы, которые вы цитируете. "
    "О других данных спросите того, кто их предоставляет.",
    "कथन उन्हीं के शब्दों में हैं जिन्होंने उन्हें दर्ज किया; उद्धृत दस्तावेज़ उनके प्रकाशकों के हैं। Entente के साथ आने वाला डेटा "
    "CC BY 4.0 ({}) के अंतर्गत है: Entente और उद्धृत दस्तावेज़ों का नाम दें। अन्य डेटा के बारे में उसे उपलब्ध कराने वाले से पूछें।",
)


def licence(lang: Language) -> str:
    """Under what an answer may be used. Which data a graph holds no answer says, so this is true of any."""
    return lang.of(_LICENCE).format(ADDRESS)
