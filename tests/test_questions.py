"""The questions that an analyst asks, answered over HTTP on the seed."""

import json
from itertools import pairwise
from typing import Any

import httpx
import pytest

from app.domain.vocabulary import Status
from app.queries import catalogue
from tests.test_http import get, pages, problem

ASKED: dict[str, dict[str, Any]] = {
    "changes": {"since": "2024-01-01"},
    "compare": {"pair": ["india,united-states", "india,russia"]},
    "partners": {"technology": "space"},
    "paths": {"source": "nasa", "target": "roscosmos"},
    "search": {"q": "space"},
}
"""The parameters that queries cannot do without."""

IDS = {"document": "2024-06-17-icet-second-meeting", "technology": "space"}

PATHS = {
    query.name: query.path.replace("{id}", IDS.get(query.name, "india"))
    for query in catalogue.values()
    if query.name != "tie"
} | {"tie": "/ties/india--participates-in--icet"}


@pytest.mark.parametrize("name", sorted(PATHS))
def test_as_of_today_equals_no_as_of(client: httpx.Client, name: str) -> None:
    asked = ASKED.get(name, {})
    always, today = (get(client, PATHS[name], **asked, **day) for day in ({}, {"as_of": "2026-11-22"}))

    assert always["rows"] or always["ties"] or always["entities"]
    for part in ("rows", "entities", "ties", "technologies", "documents"):
        assert always[part] == today[part], part


@pytest.mark.parametrize("name", sorted(PATHS))
def test_as_of_a_day_no_later_document_shows(client: httpx.Client, name: str) -> None:
    asked = ASKED.get(name, {}) | ({"since": "2023-01-01"} if name == "changes" else {})
    answer = get(client, PATHS[name], **asked, as_of="2024-06-17")

    assert all(document["published"][:10] <= "2024-06-17" for document in answer["documents"])
    for tie in answer["ties"]:
        assert all(claim["published"] <= "2024-06-17" for claim in tie["claims"])


def test_as_of_a_day_before_all_documents_there_is_nothing(client: httpx.Client) -> None:
    for name in ("ties", "entities", "documents", "timeline", "claims", "disputes", "funding"):
        answer = get(client, PATHS[name], as_of="1999")
        assert not answer["rows"] and not answer["ties"] and not answer["entities"], name


# Paths


def test_paths_lead_from_source_to_target_the_shortest_first(client: httpx.Client) -> None:
    answer = get(client, "/paths", source="nasa", target="roscosmos", limit=50)

    ties = {tie["id"]: tie for tie in answer["ties"]}
    first = answer["rows"][0]
    assert [hop["target"] for hop in first["hops"]] == ["isro", "roscosmos"]
    assert first["says"].startswith("NASA – ISRO – Roscosmos; weakest: ")
    lengths = [row["length"] for row in answer["rows"]]
    assert lengths == sorted(lengths) and max(lengths) <= 4
    for row in answer["rows"]:
        stops = ["nasa", *(hop["target"] for hop in row["hops"])]
        assert stops[-1] == "roscosmos" and len(set(stops)) == len(stops)
        for (here, there), hop in zip(pairwise(stops), row["hops"], strict=True):
            assert hop["ties"] and all({ties[id]["subject"], ties[id]["object"]} == {here, there} for id in hop["ties"])
            assert hop["status"] == ties[hop["ties"][0]]["status"]
        assert row["weakest"] == min((hop["status"] for hop in row["hops"]), key=lambda status: Status(status).strength)
    ways = [tuple(hop["target"] for hop in row["hops"]) for row in answer["rows"]]
    assert len(set(ways)) == len(ways), "several ties between two entities are one hop"


def test_paths_walk_only_ties_that_pass(client: httpx.Client) -> None:
    answer = get(client, "/paths", source="india", target="russia", status=["active", "completed"], max_hops=3)

    assert answer["rows"]
    assert {tie["status"] for tie in answer["ties"]} <= {"active", "completed"}
    fields = get(client, "/paths", source="india", target="russia", technology="quantum", relation="partners-with")
    assert {tie["relation"] for tie in fields["ties"]} == {"PARTNERS_WITH"}
    for tie in fields["ties"]:
        assert any("quantum" in field or field.endswith("cryptography") for field in tie["technologies"]), tie["id"]


def test_paths_leave_disputed_ties_out_and_say_so(client: httpx.Client) -> None:
    asked = {"source": "moon-mission-2017", "target": "isro", "max_hops": 1}
    default = get(client, "/paths", **asked)
    assert default["rows"] == [] and default["meta"]["excluded"] == {"disputed": 1}

    (row,) = get(client, "/paths", **asked, disputed="include")["rows"]
    assert row["weakest"] == "completed"


def test_where_no_path_is_within_the_bound_the_answer_says_so(client: httpx.Client) -> None:
    answer = get(client, "/paths", source="nasa", target="roscosmos", max_hops=1)

    assert answer["rows"] == [] and answer["ties"] == []
    assert "at most 1 tie" in answer["meta"]["note"] and "max_hops" in answer["meta"]["note"]
    assert get(client, "/paths", source="nasa", target="isro")["meta"]["note"] is None


def test_paths_have_bounds(client: httpx.Client) -> None:
    assert "less than or equal to 6" in problem(client.get("/paths?source=nasa&target=isro&max_hops=7"), 422)["detail"]
    assert "is the source" in problem(client.get("/paths?source=nasa&target=NASA"), 422)["detail"]
    assert problem(client.get("/paths?source=nassa&target=isro"), 404)["suggestions"][0] == "nasa"
    answer = get(client, "/paths", source="india", target="united-states", limit=1, max_hops=6)
    assert len(answer["rows"]) == 1 and answer["meta"]["next"] is None


# Timeline


def test_a_timeline_is_in_order_with_the_undated_last(client: httpx.Client) -> None:
    rows = [row for page in pages(client, "/timeline", limit=100) for row in page["rows"]]

    dated = [row["day"] for row in rows if row["what"] != "undated"]
    assert dated == sorted(dated) and None not in dated
    assert {row["what"] for row in rows[len(dated) :]} == {"undated"}
    assert {row["what"] for row in rows} == {"start", "end", "status", "undated"}


def test_a_timeline_shows_a_plan_come_true(client: httpx.Client) -> None:
    rows = get(client, "/timeline", entity="nisar")["rows"]

    (change,) = [row for row in rows if row["what"] == "status" and row["tie"] == "nasa--co-develops--nisar"]
    assert (change["before"], change["status"]) == ("planned", "active")
    assert change["documents"] == ["2025-09-30-nisar-first-images"] and change["day"] == "2025-09-30"


def test_a_timeline_has_bounds_in_time(client: httpx.Client) -> None:
    rows = get(client, "/timeline", technology="space", **{"from": "2024", "to": "2024", "limit": 1000})["rows"]

    assert rows and all("2024-01-01" <= row["day"] <= "2024-12-31" for row in rows)


# Funding


def test_a_joint_amount_counts_once_and_statuses_stay_apart(client: httpx.Client) -> None:
    answer = get(client, "/funding", technology="quantum")
    totals = {(row["currency"], row["status"], row["kind"]): row for row in answer["rows"]}
    assert ("USD", "announced", "grant") in totals

    fund = get(client, "/funding", recipient="india-russia-ai-fund")["rows"]
    assert [(row["status"], row["least"], row["most"], len(row["ties"])) for row in fund] == [
        ("expected", 500_000_000, 500_000_000, 2)
    ]
    assert sum(row["amounts"] for row in fund) == 1


def test_ranges_stay_ranges_and_trade_is_told_apart(client: httpx.Client) -> None:
    default = get(client, "/funding")
    trade = get(client, "/funding", relation="TRADES_WITH", status="expected", disputed="include")

    assert {row["kind"] for row in default["rows"]} == {"grant", "investment", "budget"}
    assert default["meta"]["excluded"]["amount_kind"] > 0
    assert (5_000_000_000, 7_000_000_000) in {(row["least"], row["most"]) for row in trade["rows"]}
    assert {row["kind"] for row in trade["rows"]} == {"trade"}
    assert "amount_kind" not in trade["meta"]["excluded"]


def test_what_is_asked_for_and_what_is_aimed_at_is_told_apart(client: httpx.Client) -> None:
    """A budget request is no budget, and a target for trade is no trade."""
    request = get(client, "/funding", amount_kind="request")["rows"]
    target = get(client, "/funding", amount_kind="target")["rows"]
    trade = get(client, "/funding", amount_kind="trade", disputed="include")["rows"]

    assert [row["ties"] for row in request] == [["us-dod--funds--us-defence-quantum"]]
    aims = {"india--trades-with--russia--target-2025", "india--trades-with--russia--target-2030"}
    assert {id for row in target for id in row["ties"]} == aims
    assert not aims & {id for row in trade for id in row["ties"]}


def test_who_trades_is_found_from_either_side(client: httpx.Client) -> None:
    paying = get(client, "/funding", amount_kind="trade", funder="china")["rows"]

    assert paying and paying == get(client, "/funding", amount_kind="trade", recipient="china")["rows"]


def test_who_sells_funds_nothing(client: httpx.Client) -> None:
    default = get(client, "/funding", funder="united-states")
    assert "contract" not in {row["kind"] for row in default["rows"]}
    assert default["meta"]["excluded"]["amount_kind"] > 0

    assert not get(client, "/funding", funder="united-states", amount_kind="contract")["rows"]
    (paid,) = get(client, "/funding", funder="india", amount_kind="contract")["rows"]
    (sold,) = get(client, "/funding", recipient="united-states", amount_kind="contract")["rows"]
    assert paid == sold
    assert (paid["least"], paid["amounts"], len(paid["ties"])) == (4_000_000_000, 1, 2)


def test_money_of_kinds_that_nobody_asked_for_is_named_where_there_is_no_other(client: httpx.Client) -> None:
    default = get(client, "/funding", recipient="united-states")
    assert default["rows"] == [] and default["meta"]["excluded"]["amount_kind"] > 0
    assert default["meta"]["note"].endswith("with money of kinds that have to be asked for (`amount_kind`)")

    behind_the_last = get(client, "/funding", recipient="united-states", after=LAST_MONEY)
    assert behind_the_last["meta"]["note"] is None, "what came before is not left out"


LAST_MONEY = "ZZZ planned trade P1Y"
"""A cursor that sorts after all money."""


def test_money_for_a_year_is_not_added_to_money_for_five(client: httpx.Client) -> None:
    answer = get(client, "/funding")
    ties = {tie["id"]: tie for tie in answer["ties"]}

    keys = [(row["currency"], row["status"], row["kind"], row["period"]) for row in answer["rows"] if not row["per"]]
    assert len(keys) == len(set(keys))
    for row in answer["rows"]:
        amounts = [ties[id]["amount"] for id in row["ties"]]
        assert {amount["period"] for amount in amounts} == {row["period"]}
        over = any(amount["qualifier"] == "over" for amount in amounts)
        assert not over or row["most"] is None, "over 90 million has no upper end"
    planned = {row["period"]: row["ties"] for row in answer["rows"] if row["status"] == "planned"}
    assert planned["P5Y"] == ["att--funds--att-open-ran"]
    assert planned.keys() == {"P5Y"}


def test_money_for_each_of_several_adds_to_nothing(client: httpx.Client) -> None:
    """Eleven projects and six get nearly 120,000 dollars each; the whole stands on the competition they are part of."""
    rows = get(client, "/funding", funder="usistef")["rows"]
    of_one = [row for row in rows if row["per"]]

    projects = ("usistef--funds--usistef-ai-projects", "usistef--funds--usistef-quantum-projects")
    assert [row["ties"] for row in of_one] == [[id] for id in projects]
    for row in of_one:
        assert (row["per"], row["least"], row["amounts"], row["hedges"]) == ("project", 120_000, 1, ["nearly"])
    assert ["usistef--funds--quantum-ai-competition", "usistef--funds--usistef-materials-call"] in [
        row["ties"] for row in rows if not row["per"]
    ]
    assert get(client, "/ties", entity="usistef-ai-projects", relation="FUNDS")["ties"][0]["amount"]["per"] == "project"


def test_funding_is_found_by_funder_recipient_and_currency(client: httpx.Client) -> None:
    answer = get(client, "/funding", funder="nsf", currency="usd")
    assert {tie["subject"] for tie in answer["ties"]} == {"nsf"}
    assert all(tie["amount"]["currency"] == "USD" for tie in answer["ties"])
    assert get(client, "/funding", funder="nsf", currency="EUR")["rows"] == []
    assert "ISO 4217" in problem(client.get("/funding?currency=dollars"), 422)["detail"]


def test_a_total_is_as_sure_as_the_least_sure_of_its_ties(client: httpx.Client) -> None:
    (fund,) = get(client, "/funding", recipient="india-russia-ai-fund")["rows"]

    assert (fund["reliability"], fund["unverified"], fund["reported"]) == ("unverified", 2, "2025-12-31")


# Renamed


def test_an_initiative_is_asked_for_with_what_took_its_place(client: httpx.Client) -> None:
    (icet,) = get(client, "/entities/icet")["rows"]
    (trust,) = get(client, "/entities/trust")["rows"]
    alone = {tie["id"] for tie in get(client, "/ties", entity="icet", limit=1000)["ties"]}
    others = {tie["id"] for tie in get(client, "/ties", entity="trust", limit=1000)["ties"]}
    both = [row["id"] for row in get(client, "/ties", entity="icet", lineage="include", limit=1000)["ties"]]

    assert (icet["succeeds"], icet["succeeded_by"]) == ([], ["trust"])
    assert (trust["succeeds"], trust["succeeded_by"]) == (["icet"], [])
    assert sorted(both) == sorted(alone | others) and len(both) == len(set(both))
    told = {row["tie"] for row in get(client, "/timeline", entity="trust", lineage="include", limit=1000)["rows"]}
    assert told & alone and told & others


def test_a_lineage_is_that_of_an_entity(client: httpx.Client) -> None:
    assert "name it with `entity`" in problem(client.get("/ties?lineage=include"), 422)["detail"]


def test_before_anybody_said_so_nothing_took_its_place(client: httpx.Client) -> None:
    (icet,) = get(client, "/entities/icet", as_of="2025-01-31")["rows"]

    assert icet["succeeded_by"] == []
    alone = get(client, "/ties", entity="icet", as_of="2025-01-31", limit=1000)["ties"]
    assert get(client, "/ties", entity="icet", lineage="include", as_of="2025-01-31", limit=1000)["ties"] == alone


def test_what_was_renamed_is_one_cooperation(client: httpx.Client) -> None:
    answer = get(client, "/compare", pair="india,united-states", technology="quantum")
    cell = next(row["cells"][0] for row in answer["rows"] if row["technology"] == "quantum")
    kinds = {entity["id"]: entity["kind"] for entity in answer["entities"]}
    ties = [tie for tie in answer["ties"] if tie["id"] in cell["ties"]]
    joint = {tie["object"] for tie in ties if kinds[tie["object"]] in ("Initiative", "Event", "Bloc")}
    direct = {(tie["subject"], tie["object"], tie["topic"]) for tie in ties if tie["object"] not in joint}

    assert {"icet", "trust"} <= joint
    assert cell["cooperations"] == len(joint) + len(direct) - 1


# Compare


def test_pairs_stand_side_by_side(client: httpx.Client) -> None:
    answer = get(client, "/compare", pair=["india,united-states", "India,Russia"], technology="quantum")

    ties = {tie["id"]: tie for tie in answer["ties"]}
    rows = {row["technology"]: row["cells"] for row in answer["rows"]}
    assert [cell["pair"] for cell in rows["quantum"]] == [["india", "united-states"], ["india", "russia"]]
    assert "india--participates-in--quantum-test-bed-hyderabad" in rows["quantum"][1]["ties"], "a shared initiative"
    papers = "institute-for-quantum-computing-india--partners-with--skoltech--exchange-of-papers"
    assert papers in rows["quantum"][1]["ties"], "its bodies"
    for cells in rows.values():
        for cell in cells:
            assert sum(cell["statuses"].values()) == cell["cooperations"] <= len(cell["ties"])
            assert cell["statuses"].keys() <= {ties[id]["status"] for id in cell["ties"]}
            told = {claim["document"] for id in cell["ties"] for claim in ties[id]["claims"]}
            assert cell["documents"] == len(told)
            classes = [ties[id]["reliability"] for id in cell["ties"]]
            assert cell["reliability"] == max(classes, key=["official", "reported", "unverified"].index, default=None)


def test_a_joint_thing_is_one_cooperation_however_many_ties_lead_to_it(client: httpx.Client) -> None:
    answer = get(client, "/compare", pair=["united-states,russia", "united-states,china"], technology="nuclear-fusion")

    (row,) = answer["rows"]
    for cell in row["cells"]:
        assert cell["cooperations"] == 1 and cell["statuses"] == {"active": 1}, "ITER is one"
        assert len(cell["ties"]) > 1 and cell["unverified"] == 0 and cell["documents"] == 1


def test_one_blog_makes_no_closer_partner_unseen(client: httpx.Client) -> None:
    answer = get(client, "/compare", pair=["india,united-states", "india,russia"], technology="quantum")

    west, east = next(row["cells"] for row in answer["rows"] if row["technology"] == "quantum")
    assert (west["unverified"], east["unverified"]) == (0, east["cooperations"] - 1), "all but the roadmap"
    assert west["documents"] > east["documents"]
    sure = get(
        client, "/compare", pair=["india,united-states", "india,russia"], technology="quantum",
        reliability=["official", "reported"],
    )  # fmt: skip
    west, east = next(row["cells"] for row in sure["rows"] if row["technology"] == "quantum")
    assert west["cooperations"] > east["cooperations"] == 1


def test_a_joint_thing_needs_a_tie_of_each_side_in_the_field(client: httpx.Client) -> None:
    answer = get(client, "/compare", pair="india,united-states", technology="semiconductors")
    ties = {tie for row in answer["rows"] for cell in row["cells"] for tie in cell["ties"]}
    assert not any("ussf-india-crada" in tie for tie in ties), "only 3rdiTech's part in it is of chips"


def test_without_a_technology_the_rows_are_the_broadest(client: httpx.Client) -> None:
    answer = get(client, "/compare", pair="india,russia")
    roots = [
        field["id"] for page in pages(client, "/technologies") for field in page["technologies"] if not field["broader"]
    ]

    assert {row["technology"] for row in answer["rows"]} <= {*roots, None}
    assert all(len(row["cells"]) == 1 for row in answer["rows"])


def test_an_unknown_end_of_a_pair_is_told_even_where_another_pair_has_ties(client: httpx.Client) -> None:
    details = problem(client.get("/compare?pair=india,russia&pair=india,untied-states"), 404)
    assert details["suggestions"][0] == "united-states"
    assert "a pair" in problem(client.get("/compare?pair=india"), 422)["detail"]
    assert get(client, "/compare", pair=["india,russia", "jpl,att"])["rows"], "two that know nothing of each other"


# Disputes, claims, changes


def test_a_dispute_shows_both_sides_with_their_documents(client: httpx.Client) -> None:
    answer = get(client, "/disputes")
    rows = {row["tie"]: row for row in answer["rows"]}
    documents = {document["id"] for document in answer["documents"]}

    moon = rows["roscosmos--participates-in--moon-mission-2017"]
    assert [side["document"] for side in moon["supports"]] == ["2025-12-05-india-russia-summit-blog"]
    assert "2013-08-14-chandrayaan-2-without-russia" in [side["document"] for side in moon["disputes"]]
    assert {side["reliability"] for side in moon["supports"]} == {"unverified"}
    assert all(side["inferred"] for side in moon["disputes"]), "no document says so itself: it is our reading"
    for row in answer["rows"]:
        assert row["supports"] and row["disputes"]
        assert {side["document"] for side in (*row["supports"], *row["disputes"])} <= documents


def test_the_claims_of_a_document_are_as_many_as_it_makes(client: httpx.Client) -> None:
    counts = {row["id"]: row["claims"] for row in get(client, "/documents", limit=1000)["rows"]}
    for document in ("2013-08-14-chandrayaan-2-without-russia", "2024-06-17-icet-second-meeting"):
        rows = get(client, "/claims", document=document, limit=1000)["rows"]
        assert len(rows) == counts[document] and {row["document"] for row in rows} == {document}


def test_claims_are_found_by_entity_status_and_stance(client: httpx.Client) -> None:
    planned = get(client, "/claims", entity="isro", status="planned", limit=1000)
    assert planned["rows"] and {row["status"] for row in planned["rows"]} == {"planned"}
    assert all("isro" in (tie["subject"], tie["object"]) for tie in planned["ties"])
    disputing = get(client, "/claims", stance="disputes", limit=1000)["rows"]
    assert disputing and {row["stance"] for row in disputing} == {"disputes"}
    day = [row["published"] for row in get(client, "/claims", entity="isro", limit=1000)["rows"]]
    assert day[0] < day[-1], "the oldest first"


def test_a_change_says_what_makes_a_tie_less_sure_now(client: httpx.Client) -> None:
    rows = {
        row["tie"]: row
        for page in pages(client, "/changes", since="2023-04-01", technology="lunar-exploration", limit=1000)
        for row in page["rows"]
    }
    mission = rows["isro--participates-in--moon-mission-2017"]
    assert mission["changed"] == ["new"] and mission["reliability"] == "unverified"

    rows = {
        row["tie"]: row
        for page in pages(client, "/changes", since="2023-12-31", technology="space", limit=1000)
        for row in page["rows"]
    }
    assert all(row["reported"] for row in rows.values())
    flown = rows["isro--participates-in--nasa-isro-iss-mission"]
    assert flown["now"] == "completed" and flown["reliability"] == "official"


@pytest.mark.parametrize("since", ["2021-12-31", "2023-06-30", "2025-01-01"])
def test_changes_are_what_became_known_since(client: httpx.Client, since: str) -> None:
    rows = {row["tie"]: row for page in pages(client, "/changes", since=since) for row in page["rows"]}
    before = get(client, "/ties", as_of=since, disputed="include", limit=1000)["ties"]
    now = get(client, "/ties", disputed="include", limit=1000)["ties"]
    then = {tie["id"]: tie for tie in before}

    assert set(rows) == {tie["id"] for tie in now if tie != then.get(tie["id"])}
    for tie in now:
        if tie["id"] in rows:
            row = rows[tie["id"]]
            assert row["now"] == tie["status"]
            assert row["before"] == (then[tie["id"]]["status"] if tie["id"] in then else None)
            assert ("new" in row["changed"]) == (tie["id"] not in then)
            assert ("status" in row["changed"]) == (row["before"] not in (None, row["now"]))


@pytest.mark.parametrize("by", ["publication", "arrival"])
@pytest.mark.parametrize("about", [{"entity": "nasa"}, {"entity": "india", "technology": "space"}])
def test_what_changed_about_one_are_the_changes_that_it_is_an_end_of(
    client: httpx.Client, by: str, about: dict[str, str]
) -> None:
    asked, around = {"since": "2023-06", "by": by}, {key: about[key] for key in about if key != "entity"}
    ends = {
        tie["id"]: (tie["subject"], tie["object"])
        for tie in get(client, "/ties", disputed="include", limit=1000)["ties"]
    }
    everything = [row for page in pages(client, "/changes", **asked, **around) for row in page["rows"]]
    own = [row for page in pages(client, "/changes", **asked, **about, limit=4) for row in page["rows"]]

    assert own == [row for row in everything if about["entity"] in ends[row["tie"]]]
    assert 4 < len(own) < len(everything)


def test_what_changed_about_one_follows_what_it_was_renamed_to(client: httpx.Client) -> None:
    asked = {"since": "2022", "limit": 1000}
    icet, trust, both = (
        [row["tie"] for row in get(client, "/changes", **asked, **about)["rows"]]
        for about in ({"entity": "icet"}, {"entity": "trust"}, {"entity": "icet", "lineage": "include"})
    )
    assert icet and trust and set(icet) | set(trust) <= set(both) and len(both) == len(set(both))


def test_changes_about_one_count_the_disputed_ones_that_are_left_out(client: httpx.Client) -> None:
    asked = {"since": "2000", "entity": "moon-mission-2017", "disputed": "exclude"}
    assert get(client, "/changes", **asked)["meta"]["excluded"] == {"disputed": 2}


def test_a_promise_that_fell_due_without_a_word_is_a_change(client: httpx.Client) -> None:
    rows = [row for row in get(client, "/changes", since="2025-12-01", limit=1000)["rows"] if not row["claims"]]

    assert "ai-infrastructure-roadmap--part-of--trust" in {row["tie"] for row in rows}
    for row in rows:
        assert row["changed"] == ["overdue"] and row["before"] == row["now"] == "planned"
        assert row["day"] == "2026-01-01" and row["reported"] < "2025-12-01"
    early = get(client, "/changes", since="2025-12-01", as_of="2025-12-31", limit=1000)["rows"]
    assert all(one["claims"] for one in early), "until the last day of 2025 nothing was late"


# Pages


@pytest.mark.parametrize("name", ["timeline", "claims", "changes", "disputes", "funding"])
def test_the_sum_of_the_pages_is_the_whole(client: httpx.Client, name: str) -> None:
    asked = ASKED.get(name, {})
    whole = get(client, PATHS[name], **asked, limit=1000)
    parts = list(pages(client, PATHS[name], **asked, limit=1 if name in ("disputes", "funding") else 60))

    assert len(parts) > 1
    if whole["meta"]["next"] is None:
        joined = [json.dumps(row) for page in parts for row in page["rows"]]
        assert joined == [json.dumps(row) for row in whole["rows"]]


def test_no_way_leads_over_the_country_that_two_belong_to(client: httpx.Client) -> None:
    """That Qualcomm and Mavenir are both American is no cooperation."""
    answer = get(client, "/paths", source="qualcomm", target="mavenir", max_hops=2, disputed="include")

    assert all("united-states" not in (hop["source"], hop["target"]) for row in answer["rows"] for hop in row["hops"])
    assert get(client, "/entities/united-states")["rows"]


def test_initiatives_are_found_by_what_sort_they_are(client: httpx.Client) -> None:
    answer = get(client, "/entities", type=["fund", "contract"], country="IN")

    assert {entity["type"] for entity in answer["entities"]} == {"fund", "contract"}
    assert "usistef" in {entity["id"] for entity in answer["entities"]}


def test_what_other_lists_call_a_thing_is_told(client: httpx.Client) -> None:
    (nasa,) = get(client, "/entities/nasa")["entities"]
    fields = {field["id"]: field for field in get(client, "/technologies", limit=1000)["technologies"]}

    assert nasa["same_as"] == {"wikidata": "Q23548", "ror": "027ka1x80", "isni": "0000000449071619"}
    assert fields["quantum-cryptography"]["related"] == ["post-quantum-cryptography"]
    assert fields["post-quantum-cryptography"]["related"] == ["quantum-cryptography"]
    assert [(one["scheme"], one["mapping"], one["id"]) for one in fields["robotics"]["matches"]] == [
        ("wikidata", "exact", "Q170978"),
        ("us-cet-2024", "broad", "Highly Automated, Autonomous, and Uncrewed Systems (UxS), and Robotics"),
    ]


def test_a_way_within_a_technology_goes_only_over_ties_that_name_it(client: httpx.Client) -> None:
    answer = get(client, "/paths", source="nasa", target="isro", technology="earth-observation")

    assert answer["rows"]
    fields = {"earth-observation", "synthetic-aperture-radar"}
    assert all(fields & set(tie["technologies"]) for tie in answer["ties"])
    assert not get(client, "/paths", source="nasa", target="isro", technology="quantum")["rows"]
