"""4-touchpoints.xlsx behind the matrices: quality, weak points, order, roles, gaps, inventory. What people type comes back."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest

from pipeline.files.forms.form_reading import new_edits, read_fills
from pipeline.files.forms.typed import sheets
from pipeline.files.maps.matrix import matrix_workbook
from pipeline.method.coding.coding import Interview
from pipeline.method.review.edits import Edit, Edits
from pipeline.method.sample.sample import Participant
from pipeline.method.touchpoints.inventory import Item
from pipeline.problems import Problem
from pipeline.settings import Settings
from pipeline.study import Study
from tests.conftest import CODES, codebook, interview, phase_model

ANNA = """
I: Where did you look for a supplier?
B: We first heard of them at the fair. The fair was terrible, a disaster for our purchasing and far too loud.
I: And today?
B: We were at the fair again since then and it was great.
"""
BEN = """
I: Did you see the website?
B: No. We first heard of them in a demo with the whole team, it was great. I was afraid of the costs, and our purchasing too.
"""
INVENTORY = (
    Item(2, "Stand at the fair", "fair", ("looking",), "Sales", "everybody", ("fear.price",)),
    Item(3, "Our pages", "site"),
)


def told(language: str = "en", count_unreviewed: bool = True, edits: Edits | None = None) -> Study:
    codes = codebook(CODES)
    interviews = tuple(interview(words, name, codes) for name, words in (("anna", ANNA), ("ben", BEN)))
    people = {name: Participant(name, name, (), (), (("company", "Prohl"), ("role", "Head of IT"))) for name in ("anna", "ben")}
    # the tiny codebook has no weights, so that nothing in it judges: the valences are a test's
    judged = tuple(
        replace(
            talk,
            suggestions=tuple(replace(c, valence=-1 if "terrible" in words_of(talk, c.passage) else 1) for c in talk.suggestions),
        )
        for talk in interviews
    )
    settings = Settings(title="T", language=language, count_unreviewed=count_unreviewed)
    return Study(settings, codes, phase_model(), judged, people, (), edits or Edits(), INVENTORY)


def words_of(talk: Interview, passage: str) -> str:
    return next(p.text for p in talk.passages if p.id == passage)


def book(of: Study) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(matrix_workbook(of)))


def rows(of: Study, sheet: str, first: str) -> list[dict[str, object]]:
    """The rows below the headings, the first of which is `first`."""
    lines = list(book(of)[sheet].iter_rows(values_only=True))
    top = next(n for n, line in enumerate(lines) if line[0] == first)
    return [dict(zip(map(str, lines[top]), line, strict=True)) for line in lines[top + 1 :]]


def typed(of: Study, sheet: str, heading: str, where: str, value: str | float) -> tuple[list[Edit], list[Problem]]:
    """What is read back after a person typed into the row whose key begins like that."""
    made = book(of)
    (head,) = [row for row in made[sheet].iter_rows() if heading in [cell.value for cell in row]]
    place = [cell.value for cell in head].index(heading)
    (row,) = [row for row in made[sheet].iter_rows() if str(row[0].value).startswith(where)]
    row[place].value = value
    out = io.BytesIO()
    made.save(out)
    problems: list[Problem] = []
    fills = [
        fill
        for typed_sheet in sheets(out.getvalue(), "4-touchpoints.xlsx", problems)
        for fill in read_fills(typed_sheet, problems) or ()
    ]
    return list(new_edits(fills, of.edits, "2026", "Mia", problems)), problems


def test_quality_counts_interviews_and_shows_the_strongest_quote() -> None:
    found = {(row["touchpoint"], row["phase"]): row for row in rows(told(), "Quality", "key")}
    fair = found["Fair", "Looking"]
    assert (fair["interviews"], fair["statements"], fair["quality that counts"]) == ("1 of 2°¹", 3, 0.7)
    assert all(row["your quality"] is None for row in found.values())
    assert str(fair["strongest quote"]).endswith("(anna, B)")


def test_a_persons_rating_is_shown_counts_and_marks_the_matrix() -> None:
    of = told(
        edits=Edits((Edit("touchpoints", "fair/looking", "quality", "1.5"), Edit("touchpoints", "fair/looking", "comment", "hm")))
    )
    fair = next(row for row in rows(of, "Quality", "key") if (row["touchpoint"], row["phase"]) == ("Fair", "Looking"))
    assert (fair["your quality"], fair["your comment"], fair["quality that counts"]) == (1.5, "hm", 1.5)
    matrix = next(row for row in rows(of, "All interviews", "touchpoint") if row["touchpoint"] == "Fair")
    assert str(matrix["Looking"]).endswith("+1.5 ✎")
    matrix = next(row for row in rows(told(), "All interviews", "touchpoint") if row["touchpoint"] == "Fair")
    assert matrix["Looking"] == "1 of 2°¹ · 3× · +0.7"


def test_a_class_that_a_person_set_applies_to_matrix_and_quotes() -> None:
    of = told(edits=Edits((Edit("epoms", "fair", "epoms", "shared"),)))
    fair = next(row for row in rows(of, "EPOMS classes", "key") if row["touchpoint"] == "Fair")
    assert (fair["EPOMS class in the codebook"], fair["your EPOMS class"]) == ("paid", "shared")
    assert {row["EPOMS class"] for row in rows(of, "Quotes", "touchpoint") if row["touchpoint"] == "Fair"} == {"shared"}
    labels = [row["touchpoint"] for row in rows(of, "All interviews", "touchpoint")]
    assert labels[labels.index("Fair") - 1] == "shared"


def test_weak_points_state_their_rules_and_lead_to_verbatim_quotes() -> None:
    of = told()
    (weak,) = rows(of, "Weak points", "no.")
    assert (weak["touchpoint"], weak["interviews"], weak["why it is listed"]) == (
        "Fair",
        "1 of 2°¹",
        "sharp criticism, one interview only",
    )
    quote = str(weak["quotes"]).split("”")[0].removeprefix("“")
    assert quote in ANNA
    assert "−0.5" in str(book(of)["Weak points"]["A1"].value)


def test_the_order_shows_contradictions_within_a_talk_and_a_buying_centre() -> None:
    found = rows(told(), "Order", "interview")
    assert [row["no."] for row in found if row["interview"] == "anna"] == [1, 2, 3]
    contradictions = {str(row["contradiction"]) for row in found if row["said to be the first contact"] == "yes"}
    assert "Demo is said to be the first contact too (ben, no. 1)" in contradictions
    assert "Fair is said to be the first contact too (anna, no. 1)" in contradictions


def test_every_cell_of_roles_leads_to_quotes_of_that_role_and_column() -> None:
    made = book(told())
    sheet, quotes = made["Roles"], made["Role quotes"]
    heads = {cell.column: cell.value for cell in sheet[5]}
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink is not None]
    assert linked
    for cell in linked:
        assert cell.hyperlink is not None
        target = quotes[int((cell.hyperlink.location or "").rpartition("A")[2])]
        assert (target[0].value, target[1].value) == (sheet.cell(cell.row or 0, 1).value, heads[cell.column])
        assert str(target[5].value) in BEN + ANNA


def test_gaps_tell_what_was_asked() -> None:
    found = {row["touchpoint / phase"]: row for row in rows(told(), "Research gaps", "job")}
    assert found["Website"]["finding"] == "asked about by name, never reported"
    assert (found["Website"]["named in a question"], found["Website"]["reported by"]) == ("1 of 2", "0 of 2")
    assert str(found["Website"]["question asked"]) == "“Did you see the website?” (ben, I)"
    assert found["Demo"]["finding"] == "reported although nobody asked"


@pytest.mark.parametrize(
    ("language", "sheet", "cell"), [("en", "All interviews", "3 not counted"), ("de", "Alle Interviews", "3 nicht gezählt")]
)
def test_what_is_left_out_as_unreviewed_is_no_silent_gap(language: str, sheet: str, cell: str) -> None:
    of = told(language, count_unreviewed=False)
    texts = [[str(value) for value in row if value is not None] for row in book(of)[sheet].iter_rows(values_only=True)]
    assert any(cell in row for row in texts)
    assert "count_unreviewed" in texts[2][0]
    if language == "en":
        fair = next(row for row in rows(of, "Research gaps", "job") if row["touchpoint / phase"] == "Fair")
        assert (fair["unreviewed, not counted"], fair["reported by"]) == ("1 of 2 · 3×", "0 of 2")
        assert "nobody has reviewed" in str(fair["finding"])


def test_the_inventory_is_compared_and_absent_without_a_list() -> None:
    found = [(row["finding"], row["entry or what is missing"], row["interviews"]) for row in rows(told(), "Inventory", "finding")]
    assert ("present and used", "Stand at the fair", "1 of 2°¹") in found
    assert ("present, but never mentioned", "Our pages", "0 of 2") in found
    assert ("used, but not on the list", "Demo", "1 of 2°¹") in found
    assert "Inventory" not in book(replace(told(), inventory=())).sheetnames


@pytest.mark.parametrize(
    ("language", "sheet", "heading"), [("en", "Quality", "your quality"), ("de", "Qualität", "eigene Qualität")]
)
@pytest.mark.parametrize(("value", "kept"), [(-1.5, "-1.5"), ("-1,5", "-1.5"), (2, "2")])
def test_ratings_are_read_back(language: str, sheet: str, heading: str, value: str | float, kept: str) -> None:
    found, problems = typed(told(language), sheet, heading, "touchpoints:fair/looking", value)
    assert problems == []
    assert [(e.form, e.key, e.field, e.value) for e in found] == [("touchpoints", "fair/looking", "quality", kept)]


def test_what_is_no_rating_is_a_problem_and_no_edit() -> None:
    found, problems = typed(told(), "Quality", "your quality", "touchpoints:fair/looking", "good")
    assert found == []
    assert len(problems) == 1


def test_a_class_chosen_in_german_is_read_back() -> None:
    found, problems = typed(told("de"), "EPOMS-Klassen", "eigene EPOMS-Klasse", "epoms:fair", "geteilt (shared)")
    assert problems == []
    assert [(e.form, e.key, e.field, e.value) for e in found] == [("epoms", "fair", "epoms", "shared")]


def test_what_was_typed_and_not_touched_is_no_new_edit() -> None:
    of = told(edits=Edits((Edit("touchpoints", "fair/looking", "quality", "1.5"), Edit("epoms", "fair", "epoms", "shared"))))
    found, problems = typed(of, "Quality", "your comment", "touchpoints:fair/looking", "seen")
    assert problems == []
    assert [(e.field, e.value) for e in found] == [("comment", "seen")]


def test_both_languages_give_the_same_bytes_twice_and_no_english_headings_in_german() -> None:
    for language in ("en", "de"):
        assert matrix_workbook(told(language)) == matrix_workbook(told(language))
    headings = {cell.value for sheet in book(told("de")) for row in sheet.iter_rows(max_row=5) for cell in row}
    assert not headings & {"your quality", "weak points", "finding", "severity 0–1", "contradiction"}
