"""What statuses, classes of documents and standings mean, in each language."""

from app.domain.vocabulary import (
    RELIABILITY_MEANING,
    STANDING_MEANING,
    STATUS_MEANING,
    Reliability,
    Standing,
    Status,
)
from app.report.wording import Language

_Others = tuple[str, str, str, str]
"""German, French, Russian, Hindi; the vocabulary has it in English."""

_STATUSES: dict[Status, _Others] = {
    Status.EXPECTED: (
        "jemand sagt es voraus; kein Beteiligter hat gesagt, dass er es vorhat",
        "quelqu’un le prévoit ; aucune partie n’a dit en avoir l’intention",
        "кто-то это предсказывает; ни одна из сторон не говорила, что намерена это сделать",
        "कोई इसका अनुमान लगाता है; किसी पक्ष ने इसका इरादा नहीं बताया",
    ),
    Status.PLANNED: (
        "ein Beteiligter sagt, dass er es vorhat, oder es wird darüber verhandelt",
        "une partie dit en avoir l’intention, ou c’est en discussion",
        "одна из сторон говорит, что намерена это сделать, или это обсуждается",
        "कोई पक्ष इसका इरादा बताता है, या इस पर चर्चा चल रही है",
    ),
    Status.ANNOUNCED: (
        "die Beteiligten haben es erklärt", "les parties l’ont déclaré", "стороны об этом объявили",
        "पक्षों ने इसकी घोषणा की है",
    ),
    Status.ACTIVE: (
        "es ist in Kraft oder im Gange", "c’est en vigueur ou en cours", "это действует или осуществляется",
        "यह लागू है या चल रहा है",
    ),
    Status.COMPLETED: ("es ist getan", "c’est fait", "это сделано", "यह किया जा चुका है"),
    Status.SUSPENDED: ("es ruht", "c’est en pause", "это приостановлено", "यह रुका हुआ है"),
    Status.ENDED: (
        "es ist vorbei oder wurde aufgegeben", "c’est fini, ou abandonné", "это закончилось или от этого отказались",
        "यह समाप्त हो गया या छोड़ दिया गया",
    ),
}  # fmt: skip

_RELIABILITIES: dict[Reliability, _Others] = {
    Reliability.OFFICIAL: (
        "veröffentlicht von einem Beteiligten dessen, wovon es berichtet",
        "publié par une partie à ce qu’il rapporte",
        "опубликовано одной из сторон того, о чём сообщается",
        "जिसके बारे में है, उसी के एक पक्ष द्वारा प्रकाशित",
    ),
    Reliability.REPORTED: (
        "veröffentlicht von einem Pressehaus, das für seinen Text einsteht",
        "publié par un organe de presse qui répond de son texte",
        "опубликовано изданием, которое отвечает за свой текст",
        "ऐसे समाचार संस्थान द्वारा प्रकाशित जो अपने लेख के लिए उत्तरदायी है",
    ),
    Reliability.UNVERIFIED: (
        "veröffentlicht ohne genannte Quelle und ohne jemanden, der es prüft",
        "publié sans source nommée et sans personne qui le vérifie",
        "опубликовано без указания источника и без проверки",
        "बिना नामित स्रोत और बिना जाँच के प्रकाशित",
    ),
}  # fmt: skip

_STANDINGS: dict[Standing, _Others] = {
    Standing.UNDISPUTED: (
        "keine Quelle sagt, dass es nicht besteht", "aucune source ne dit que c’est faux",
        "ни один источник этого не отрицает", "कोई स्रोत इसका खंडन नहीं करता",
    ),
    Standing.CONTESTED: (
        "eine Quelle, für die niemand einsteht, bestreitet, was bessere Quellen sagen",
        "une source dont personne ne répond dément ce que disent de meilleures sources",
        "источник, за который никто не отвечает, отрицает то, что говорят более надёжные",
        "ऐसा स्रोत, जिसके लिए कोई उत्तरदायी नहीं, बेहतर स्रोतों की बात का खंडन करता है",
    ),
    Standing.DISPUTED: (
        "manche behaupten es; ebenso gute Quellen sagen, dass es nicht besteht, oder passen nicht dazu",
        "certains l’affirment ; des sources aussi bonnes disent que c’est faux, ou ne concordent pas",
        "одни утверждают это; столь же надёжные источники отрицают это или с этим не согласуются",
        "कुछ इसका दावा करते हैं; उतने ही अच्छे स्रोत इसका खंडन करते हैं, या इससे मेल नहीं खाते",
    ),
}  # fmt: skip


def meaning(word: Status | Reliability | Standing, lang: Language) -> str:
    """What a word of the vocabulary means."""
    match word:
        case Status():
            return lang.of((STATUS_MEANING[word], *_STATUSES[word]))
        case Reliability():
            return lang.of((RELIABILITY_MEANING[word], *_RELIABILITIES[word]))
        case Standing():
            return lang.of((STANDING_MEANING[word], *_STANDINGS[word]))
