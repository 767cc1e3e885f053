"""A study on disk: what a run does, redoes, keeps and refuses. Every story starts from a small study of two talks."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.files.folders import StudyFolder
from pipeline.files.review.review_workbook import Copy, review_workbook
from pipeline.files.runs import Account, open_study, run, status
from pipeline.problems import Exit, StudyError

CODEBOOK = """
id: small
families:
  - {id: source, label: Sources}
  - {id: criterion, label: Criteria}
  - {id: touchpoint, label: Touchpoints}
codes:
  - id: source.events
    label: Fairs
    definition: They informed themselves at a fair.
    cues: {en: [fair], de: [Messe]}
  - id: criterion.price
    label: Price
    definition: The price counted.
    cues: {en: [price, cheap], de: [Preis]}
  - id: touchpoint.hotline
    label: Hotline
    epoms: managed
    definition: A call to the hotline.
    cues: {en: [hotline], de: [Hotline]}
"""
TALK_A = """I: Where did you look first of all?
B: We went to the fair in Hanover with the whole team. It was loud and crowded in every hall.
I: And what counted in the end?
B: The price counted more than anything else for our boss. Our people wanted something simple to use every day.
I: How is it today?
B: I called the hotline twice and waited for an hour each time.
"""
TALK_B = """I: Wo haben Sie zuerst gesucht?
B: Auf der Messe in Köln haben wir drei Anbieter getroffen. Danach war erst einmal lange Ruhe bei uns im Haus.
I: Was war wichtig?
B: Der Preis war uns am Ende doch sehr wichtig gewesen.
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StudyFolder:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    for name in ("interviews", "codebooks"):
        (tmp_path / name).mkdir()
    (tmp_path / "interviews/a.txt").write_text(TALK_A, encoding="utf-8")
    (tmp_path / "interviews/b.txt").write_text(TALK_B, encoding="utf-8")
    (tmp_path / "codebooks/small.yaml").write_text(CODEBOOK, encoding="utf-8")
    (tmp_path / "codebooks/study.yaml").write_text("codebook: small\ncoders: [cue]\nreviewer: Anna\n", encoding="utf-8")
    return StudyFolder(tmp_path)


def table(folder: StudyFolder, name: str) -> list[dict[str, str]]:
    with (folder.outputs / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def decisions(folder: StudyFolder) -> list[dict[str, str]]:
    with folder.decisions.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def statuses(folder: StudyFolder) -> dict[tuple[str, str], str]:
    return {(row["interview"], row["code"]): row["status"] for row in table(folder, "3-codings.csv")}


def review(folder: StudyFolder, change: Callable[[openpyxl.Workbook], None], name: str = "3-review.xlsx") -> None:
    path = folder.outputs / name
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def decide(
    code: str, verdict: str, new_code: str = "", comment: str = "", interview: str = "a", sheet: str = "Review"
) -> Callable[[openpyxl.Workbook], None]:
    """Type a verdict into the row of a code."""

    def change(book: openpyxl.Workbook) -> None:
        rows = book[sheet]
        head = [cell.value for cell in rows[1]]
        for row in rows.iter_rows(min_row=2):
            cells = dict(zip(head, row, strict=True))
            if str(cells["code"].value or "").startswith(code) and cells["interview"].value == interview:
                cells["verdict"].value, cells["new code"].value, cells["comment"].value = verdict, new_code, comment
                return
        raise AssertionError(f"no row for {code}")

    return change


def state(folder: StudyFolder) -> dict[str, tuple[int, bytes]]:
    files = [p for p in folder.root.rglob("*") if p.is_file() and p.name != ".lock"]
    return {str(p.relative_to(folder.root)): (p.stat().st_mtime_ns, p.read_bytes()) for p in files}


def test_a_first_run_makes_everything(study: StudyFolder) -> None:
    account = run(study)
    assert account.exit is Exit.OK
    assert account.counts["interviews"] == 2
    assert [str(change) for change in account.changes] == ["first run"]
    assert statuses(study) == {
        ("a", "source.events"): "suggested",
        ("a", "criterion.price"): "suggested",
        ("a", "touchpoint.hotline"): "suggested",
        ("b", "source.events"): "suggested",
        ("b", "criterion.price"): "suggested",
    }
    assert [row["touchpoint"] for row in table(study, "4-touchpoints.csv")] == ["hotline"]


def test_a_second_run_touches_no_file(study: StudyFolder) -> None:
    run(study)
    before = state(study)
    account = run(study)
    assert account.redone == "nothing"
    assert account.written == ()
    assert state(study) == before


def test_the_same_inputs_give_the_same_bytes(study: StudyFolder) -> None:
    run(study)
    before = {name: data for name, (_, data) in state(study).items() if name.endswith((".csv", ".xlsx"))}
    shutil.rmtree(study.outputs)
    run(study)
    assert {name: data for name, (_, data) in state(study).items() if name.endswith((".csv", ".xlsx"))} == before


def test_a_run_says_what_it_redid_and_why(study: StudyFolder) -> None:
    run(study)
    path = study.codebooks / "small.yaml"
    path.write_text(CODEBOOK.replace("[price, cheap]", "[price, cheap, boss]"), encoding="utf-8")
    assert [str(change) for change in status(study).changes] == ["definition changed: criterion.price"]
    account = run(study)
    assert [str(change) for change in account.changes] == ["definition changed: criterion.price"]
    (study.interviews / "b.txt").write_text(TALK_B + "B: Das war es von mir.\n", encoding="utf-8")
    assert run(study).redone == "1 of 2 interviews were read and coded again"
    (study.outputs / "3-jobs.csv").unlink()
    assert [str(c) for c in run(study).changes] == ["output missing or changed outside: 3-jobs.csv"]


def test_what_is_heard_again_is_what_a_fresh_run_hears(study: StudyFolder) -> None:
    run(study)
    (study.codebooks / "small.yaml").write_text(CODEBOOK.replace("[fair]", "[team, loud]"), encoding="utf-8")
    run(study)
    again = (study.outputs / "3-codings.csv").read_bytes()
    shutil.rmtree(study.outputs)
    run(study)
    assert (study.outputs / "3-codings.csv").read_bytes() == again


def test_verdicts_are_kept_and_the_person_wins(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "accept"))
    review(study, decide("criterion.price", "REJECT ", comment="said by the boss"))
    account = run(study)
    assert account.imported == 2
    assert account.counts["outcomes"] == {"kept": 2}
    assert statuses(study)["a", "source.events"] == "accepted"
    assert statuses(study)["a", "criterion.price"] == "rejected"
    # the coder no longer suggests it: overruled
    (study.codebooks / "small.yaml").write_text(CODEBOOK.replace("[fair]", "[exhibition]"), encoding="utf-8")
    assert run(study).counts["outcomes"] == {"kept": 1, "overruled": 1}
    assert statuses(study)["a", "source.events"] == "accepted"


def test_status_tells_of_verdicts_that_wait(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "accept"))
    told = [str(change) for change in status(study).changes]
    assert told == ["decision changed: 3-review.xlsx was saved; its verdicts wait to be imported"]


def test_deleting_outputs_loses_nothing_that_was_imported(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "annehmen"))
    run(study)
    before = table(study, "3-codings.csv")
    shutil.rmtree(study.outputs)
    run(study)
    assert table(study, "3-codings.csv") == before


def test_recoding_adding_and_noting(study: StudyFolder) -> None:
    run(study)
    review(study, decide("touchpoint.hotline", "recode", "criterion.price · Price"))
    review(study, decide("source.events", "", comment="ask again"))

    def add(book: openpyxl.Workbook) -> None:
        rows = book["Review"]
        head = [cell.value for cell in rows[1]]
        row = next(r for r in rows.iter_rows(min_row=2) if r[head.index("status")].value == "no code")
        row[head.index("new code")].value = "source.events"

    review(study, add)
    run(study)
    found = [(r["code"], r["status"], r["coder"]) for r in table(study, "3-codings.csv") if r["interview"] == "a"]
    assert ("touchpoint.hotline", "rejected", "cue") in found
    assert ("criterion.price", "recoded", "human") in found
    assert ("source.events", "added", "human") in found
    assert table(study, "4-touchpoints.csv") == []
    assert {d["verdict"] for d in decisions(study)} == {"recode", "add", "note"}


def test_a_cleared_verdict_is_withdrawn_but_an_old_copy_withdraws_nothing(study: StudyFolder, tmp_path: Path) -> None:
    run(study)
    old = (study.outputs / "3-review.xlsx").read_bytes()
    review(study, decide("source.events", "accept"))
    run(study)
    copy = tmp_path / "old copy.xlsx"
    copy.write_bytes(old)
    assert run(study, files=[copy]).imported == 0
    assert statuses(study)["a", "source.events"] == "accepted"
    review(study, decide("source.events", ""))
    assert run(study).imported == 1
    assert statuses(study)["a", "source.events"] == "suggested"


def test_a_verdict_that_followed_a_rename_can_be_cleared_too(study: StudyFolder) -> None:
    run(study)
    review(study, decide("criterion.price", "reject"))
    run(study)
    renamed = CODEBOOK.replace("criterion.price", "criterion.cost\n    replaces: [criterion.price]")
    (study.codebooks / "small.yaml").write_text(renamed, encoding="utf-8")
    run(study)
    assert statuses(study)["a", "criterion.cost"] == "rejected"
    review(study, decide("criterion.cost", ""))
    run(study)
    assert statuses(study)["a", "criterion.cost"] == "suggested"


@pytest.mark.parametrize(
    ("verdict", "new_code", "what"),
    [
        ("banana", "", "has a verdict 'banana' that is none."),
        ("recode", "", "is to be recoded, but no other code is chosen."),
        ("recode", "criterion.nonsense", "names a code 'criterion.nonsense' that the codebook does not have."),
        ("reject", "source.events", "has a new code but neither 'recode' nor 'accept'."),
        ("our secret words", "", "has a verdict that is none."),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_the_workbook_is_not_overwritten(
    study: StudyFolder, verdict: str, new_code: str, what: str
) -> None:
    run(study)
    review(study, decide("source.events", "accept"))
    review(study, decide("criterion.price", verdict, new_code))
    typed = (study.outputs / "3-review.xlsx").read_bytes()
    account = run(study)
    assert account.exit is Exit.PROBLEMS
    assert account.imported == 1, "all other rows are imported"
    assert account.problems[0].where.startswith("outputs/3-review.xlsx, sheet 'Review', row ")
    assert account.problems[0].what == what
    assert (study.outputs / "3-review.xlsx").read_bytes() == typed
    assert (study.outputs / "3-review.new.xlsx").exists()
    review(study, decide("criterion.price", "reject"))
    assert run(study).exit is Exit.OK
    assert not (study.outputs / "3-review.new.xlsx").exists()


def test_an_edited_key_is_a_problem(study: StudyFolder) -> None:
    run(study)

    def change(book: openpyxl.Workbook) -> None:
        decide("source.events", "accept")(book)
        book["Review"]["A2"].value = str(book["Review"]["A2"].value).replace("source", "sauce")

    review(study, change)
    account = run(study)
    assert account.problems[0].what == "has a verdict, but its key was edited or is missing."
    assert account.imported == 0


@given(order=st.permutations(range(5)), inserted=st.integers(1, 8), headline=st.booleans(), german=st.booleans())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_rows_and_columns_may_be_moved(study: StudyFolder, order: list[int], inserted: int, headline: bool, german: bool) -> None:
    shutil.rmtree(study.outputs, ignore_errors=True)
    study.decisions.unlink(missing_ok=True)
    run(study)
    words = ["accept", "reject", "unsure", "accept", "reject"]
    german_words = {"accept": "Annehmen", "reject": " ablehnen", "unsure": "UNSICHER"}

    def change(book: openpyxl.Workbook) -> None:
        sheet = book["Review"]
        head, *rows = [list(row) for row in sheet.iter_rows(values_only=True)]
        coded = [row for row in rows if row[head.index("status")] == "suggested"]
        for row, word in zip(coded, words, strict=True):
            row[head.index("verdict")] = german_words[word] if german else word
        moved = [coded[place] for place in order]
        sheet.delete_rows(1, sheet.max_row)
        if headline:
            sheet.append(["Reviewed by Anna"])
        for row in [head, *moved]:
            sheet.append([*row[:inserted], "inserted", *row[inserted:]])
        sheet.title = "Renamed"

    expected = ["accept", "reject", "unsure", "accept", "reject"]
    keys = [(row["interview"], row["code"]) for row in table(study, "3-codings.csv")]
    review(study, change)
    assert run(study).problems == ()
    decided = {(d["interview"], d["code"]): d["verdict"] for d in decisions(study)}
    assert decided == dict(zip(keys, expected, strict=True))


def test_decisions_follow_a_corrected_transcript(study: StudyFolder) -> None:
    run(study)
    for code in ("source.events", "criterion.price", "touchpoint.hotline"):
        review(study, decide(code, "accept"))
    run(study)
    corrected = TALK_A.replace("B:", "Mr Miller:").replace("I: And", "I: One more thing before?\nMr Miller: No.\nI: And")
    (study.interviews / "a.txt").write_text(corrected, encoding="utf-8")
    account = run(study)
    assert account.counts["outcomes"] == {"kept": 3}, "a new label and an inserted line change nothing"
    assert account.counts["moved"] == 3
    typo = corrected.replace("waited for an hour each time", "waited for one hour every time")
    (study.interviews / "a.txt").write_text(typo, encoding="utf-8")
    assert run(study).counts["reasons"] == {"wording changed": 1}
    (study.interviews / "a.txt").write_text(
        corrected.replace("Mr Miller: I called the hotline twice and waited for an hour each time.\n", "Mr Miller: Fine.\n"),
        encoding="utf-8",
    )
    assert run(study).counts["reasons"] == {"passage gone": 1}
    (study.interviews / "a.txt").write_text(TALK_A, encoding="utf-8")
    assert run(study).counts["outcomes"] == {"kept": 3}


def test_codes_may_be_renamed_split_removed_and_brought_back(study: StudyFolder) -> None:
    path = study.codebooks / "small.yaml"
    run(study)
    review(study, decide("criterion.price", "accept"))
    run(study)
    path.write_text(CODEBOOK.replace("criterion.price", "criterion.cost\n    replaces: [criterion.price]"), encoding="utf-8")
    run(study)
    assert statuses(study)["a", "criterion.cost"] == "accepted"
    start = CODEBOOK.index("  - id: criterion.price")
    end = CODEBOOK.index("  - id: touchpoint.hotline")
    block = CODEBOOK[start:end]
    halves = "".join(block.replace("criterion.price", f"criterion.{n}\n    replaces: [criterion.price]") for n in ("low", "fair"))
    path.write_text(CODEBOOK[:start] + halves + CODEBOOK[end:], encoding="utf-8")
    assert run(study).counts["reasons"] == {"code was split": 1}
    assert statuses(study)["a", "criterion.price"] == "recheck", "it still counts until somebody chooses"
    review(study, decide("criterion.price", "recode", "criterion.low", sheet="Recheck"))
    account = run(study)
    assert account.counts["reasons"] == {}
    assert statuses(study)["a", "criterion.low"] == "accepted"
    path.write_text(CODEBOOK[:start] + CODEBOOK[end:], encoding="utf-8")
    assert run(study).counts["outcomes"] == {"orphan": 1}
    path.write_text(CODEBOOK[:start] + halves + CODEBOOK[end:], encoding="utf-8")
    assert run(study).counts["outcomes"] == {"kept": 1}


def test_accept_with_a_new_code_takes_both(study: StudyFolder) -> None:
    run(study)
    review(study, decide("touchpoint.hotline", "accept", "criterion.price"))
    run(study)
    hotline = [(r["code"], r["status"]) for r in table(study, "3-codings.csv") if "hotline" in r["text"]]
    assert sorted(hotline) == [("criterion.price", "added"), ("touchpoint.hotline", "accepted")]


def test_on_recheck_a_verdict_is_about_the_old_decision(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "recode", "criterion.price", comment="why"))
    review(study, decide("touchpoint.hotline", "reject"))
    run(study)
    edited = CODEBOOK.replace("The price counted.", "Price mattered.").replace("A call to the hotline.", "They called.")
    (study.codebooks / "small.yaml").write_text(edited, encoding="utf-8")
    assert run(study).counts["reasons"] == {"definition changed": 2}
    review(study, decide("source.events", "", comment="discuss", sheet="Recheck"))
    account = run(study)
    assert account.problems[0].what == "has a comment but no verdict."
    assert account.counts["reasons"] == {"definition changed": 2}, "a comment decides nothing"
    review(study, decide("source.events", "accept", sheet="Recheck"))
    review(study, decide("touchpoint.hotline", "accept", sheet="Recheck"))
    account = run(study)
    assert account.counts["outcomes"] == {"kept": 2}
    assert statuses(study)["a", "source.events"] == "rejected", "the recoding holds"
    assert statuses(study)["a", "touchpoint.hotline"] == "rejected", "the rejection holds"
    assert [d["comment"] for d in decisions(study) if d["verdict"] == "recode"] == ["why", "why"]


def test_an_orphan_waits_with_its_quote_or_is_dropped(study: StudyFolder) -> None:
    run(study)
    review(study, decide("touchpoint.hotline", "accept"))
    run(study)
    (study.interviews / "a.txt").write_text(TALK_A.split("I: How is it")[0], encoding="utf-8")
    assert run(study).counts["outcomes"] == {"orphan": 1}
    review(study, decide("touchpoint.hotline", "accept", sheet="Orphans"))
    account = run(study)
    assert account.problems[0].what == "has no passage that the decision could hold for."
    review(study, decide("touchpoint.hotline", "", sheet="Orphans"))
    assert run(study).counts["outcomes"] == {"orphan": 1}
    (study.interviews / "a.txt").write_text(TALK_A, encoding="utf-8")
    assert run(study).counts["outcomes"] == {"kept": 1}
    (study.interviews / "a.txt").write_text(TALK_A.split("I: How is it")[0], encoding="utf-8")
    run(study)
    review(study, decide("touchpoint.hotline", "reject", sheet="Orphans"))
    assert run(study).counts["outcomes"] == {}


def test_a_reviewers_old_file_imported_again_undoes_nothing(study: StudyFolder) -> None:
    run(study)
    path = study.outputs / "Anna.xlsx"
    path.write_bytes(review_workbook(open_study(study), Copy("Anna")))
    review(study, decide("source.events", "accept"), path.name)
    run(study, files=[path])
    review(study, decide("source.events", "reject"))
    run(study)
    assert statuses(study)["a", "source.events"] == "rejected"
    assert run(study, files=[path]).imported == 0
    assert statuses(study)["a", "source.events"] == "rejected"


def test_a_key_that_lost_its_row_is_noticed(study: StudyFolder) -> None:
    run(study)

    def change(book: openpyxl.Workbook) -> None:
        decide("source.events", "accept")(book)
        sheet = book["Review"]
        sheet["A2"].value, sheet["A3"].value = sheet["A3"].value, sheet["A2"].value

    review(study, change)
    account = run(study)
    assert account.problems[0].what == "has the key of another row."
    assert account.imported == 0


def test_a_column_that_lost_its_heading_is_noticed(study: StudyFolder) -> None:
    run(study)
    review(study, decide("source.events", "accept", comment="why"))
    run(study)

    def change(book: openpyxl.Workbook) -> None:
        (cell,) = [cell for cell in book["Review"][1] if cell.value == "comment"]
        cell.value = "remarks"

    review(study, change)
    assert run(study).problems[0].what == "has keys but no column 'comment'."
    assert [d["comment"] for d in decisions(study)] == ["why"]


def test_verdicts_saved_while_a_run_works_are_not_overwritten(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.files.writing import contents

    run(study)
    (study.codebooks / "study.yaml").write_text("codebook: small\ncoders: [cue]\ntitle: New\n", encoding="utf-8")

    def meanwhile(*arguments: object) -> dict[str, bytes]:
        review(study, decide("source.events", "accept"))
        return contents(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("pipeline.files.report.report_writing.contents", meanwhile)
    assert [p.what for p in run(study).problems] == ["was changed while journey worked and was not rewritten."]
    monkeypatch.setattr("pipeline.files.report.report_writing.contents", contents)
    assert run(study).imported == 1


@pytest.mark.parametrize("damage", [b'"', "\u00e4".encode("cp1252")])
def test_damaged_decisions_stop_the_run_and_nothing_is_changed(study: StudyFolder, damage: bytes) -> None:
    run(study)
    for code in ("source.events", "criterion.price", "touchpoint.hotline"):
        review(study, decide(code, "accept", comment="because"))
    run(study)
    good = study.decisions.read_bytes()
    study.decisions.write_bytes(good.replace(b"because", damage + b"because", 1))
    before = (study.outputs / "3-codings.csv").read_bytes()
    with pytest.raises(StudyError, match=r"decisions\.csv"):
        run(study)
    assert (study.outputs / "3-codings.csv").read_bytes() == before
    study.decisions.write_bytes(good)
    assert run(study).counts["decisions"] == 3


def test_decisions_that_disappear_from_the_log_stop_the_run(study: StudyFolder) -> None:
    """A sync or a merge put an older copy back; the workbook, the only other place that knows them, is not rewritten."""
    run(study)
    for code in ("source.events", "criterion.price", "touchpoint.hotline"):
        review(study, decide(code, "accept"))
    run(study)
    good, workbook = study.decisions.read_bytes(), (study.outputs / "3-review.xlsx").read_bytes()
    study.decisions.write_bytes(b"".join(good.splitlines(keepends=True)[:2]))
    with pytest.raises(StudyError, match="has 2 lines fewer than at the last run"):
        run(study)
    assert (study.outputs / "3-review.xlsx").read_bytes() == workbook
    study.decisions.write_bytes(good)
    assert run(study).counts["decisions"] == 3
    study.decisions.write_bytes(b"".join(good.splitlines(keepends=True)[:2]))
    study.record.unlink()
    assert run(study).counts["decisions"] >= 1, "on purpose, then"


def test_rejecting_what_one_recoded_to_takes_it_back(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(study)
    review(study, decide("touchpoint.hotline", "recode", "source.events"))
    run(study)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000060")

    def deny(book: openpyxl.Workbook) -> None:
        head = [cell.value for cell in book["Review"][1]]
        rows = book["Review"].iter_rows(min_row=2)
        row = next(row for row in rows if row[head.index("status")].value == "recoded")
        row[head.index("verdict")].value = "reject"

    review(study, deny)
    run(study)
    found = [r["status"] for r in table(study, "3-codings.csv") if "hotline" in r["text"] and r["code"] == "source.events"]
    assert found in ([], ["rejected"])


def test_two_reviewers_differ_and_the_arbiter_settles(study: StudyFolder) -> None:
    run(study)
    for name, verdict in (("Anna", "accept"), ("Ben", "reject")):
        path = study.outputs / f"{name}.xlsx"
        path.write_bytes(review_workbook(open_study(study), Copy(name)))
        review(study, decide("source.events", verdict), path.name)
        run(study, files=[path])
    assert status(study).counts["reasons"] == {"reviewers differ": 1}
    assert statuses(study)["a", "source.events"] == "recheck"
    (study.codebooks / "study.yaml").write_text(
        "codebook: small\ncoders: [cue]\nreviewer: Anna\narbiter: Carla\n", encoding="utf-8"
    )
    run(study)
    review(study, decide("source.events", "reject", sheet="Disagreements"))
    account = run(study)
    assert account.counts["outcomes"] == {"kept": 1}
    assert statuses(study)["a", "source.events"] == "rejected"
    assert [(d["reviewer"], d["arbiter"]) for d in decisions(study)] == [("Anna", ""), ("Ben", ""), ("Carla", "yes")]


def test_a_blind_copy_shows_no_suggestion_and_samples_passages(study: StudyFolder) -> None:
    run(study)
    everything = open_study(study)
    path = study.outputs / "blind.xlsx"
    path.write_bytes(review_workbook(everything, Copy("Ben", blind=True)))
    sheet = openpyxl.load_workbook(path)["Review"]
    head = [cell.value for cell in sheet[1]]
    cells = [str(cell) for row in sheet.iter_rows(min_row=2, values_only=True) for cell in row if cell]
    answers = [p for p in everything.passages.values() if p.role == "interviewee"]
    assert sheet.max_row == 1 + len(answers)
    assert not any("source.events" in cell for cell in cells)

    def code(book: openpyxl.Workbook) -> None:
        row = book["Review"][2]
        row[head.index("new code")].value, row[head.index("new code 2")].value = "source.events", "criterion.price"

    review(study, code, path.name)
    run(study, files=[path])
    assert [(d["reviewer"], d["verdict"], d["code"]) for d in decisions(study)] == [
        ("Ben", "add", "source.events"), ("Ben", "add", "criterion.price"),
    ]  # fmt: skip
    assert not any(Copy("Ben", share=0.0000001).holds(p.id) for p in answers)


def test_unreviewed_suggestions_count_only_if_the_settings_say_so(study: StudyFolder) -> None:
    (study.codebooks / "study.yaml").write_text("codebook: small\ncoders: [cue]\ncount_unreviewed: no\n", encoding="utf-8")
    run(study)
    assert table(study, "4-touchpoints.csv") == []
    review(study, decide("touchpoint.hotline", "accept"))
    run(study)
    assert [(row["touchpoint"], row["status"]) for row in table(study, "4-touchpoints.csv")] == [("hotline", "accepted")]


def test_a_broken_codebook_keeps_the_outputs_and_still_reads_the_transcripts(study: StudyFolder) -> None:
    run(study)
    before = (study.outputs / "3-codings.csv").read_bytes()
    (study.codebooks / "small.yaml").write_text(
        CODEBOOK.replace("[fair]", '["(fair"]').replace("criterion.price", "source.events")
    )
    (study.interviews / "c.txt").write_bytes(b"")
    with pytest.raises(StudyError) as caught:
        run(study)
    places = [problem.where for problem in caught.value.problems]
    assert caught.value.code is Exit.UNUSABLE
    assert places == ["codebooks/small.yaml:12", "codebooks/small.yaml:11", "interviews/c.txt"], "all three at once"
    assert (study.outputs / "3-codings.csv").read_bytes() == before


def test_bad_transcripts_do_not_stop_good_ones(study: StudyFolder) -> None:
    (study.interviews / "empty.txt").write_bytes(b"")
    (study.interviews / "binary.docx").write_bytes(bytes(range(256)) * 20)
    (study.interviews / "a.md").write_text("I: Hm?\nB: We went to the fair.\n", encoding="utf-8")
    account = run(study)
    assert account.exit is Exit.PROBLEMS
    assert account.counts["interviews"] == 2
    assert sorted(p.where for p in account.problems) == ["interviews/a.txt", "interviews/binary.docx", "interviews/empty.txt"]


def test_problems_never_quote(study: StudyFolder) -> None:
    (study.interviews / "c.txt").write_text("we tell our secret plans without any label here\n", encoding="utf-8")
    account = run(study)
    assert account.problems
    assert not any("secret" in str(problem) for problem in account.problems)


def test_an_open_workbook_is_left_alone_and_everything_else_is_written(study: StudyFolder) -> None:
    run(study)
    (study.outputs / "~$3-review.xlsx").write_bytes(b"")
    (study.codebooks / "study.yaml").write_text("codebook: small\ncoders: [cue]\ntitle: New\nlanguage: de\n", encoding="utf-8")
    account = run(study)
    assert "4-touchpoints.xlsx" in account.written
    assert [p.where for p in account.problems] == ["outputs/3-review.xlsx"]
    (study.outputs / "~$3-review.xlsx").unlink()
    account = run(study)
    assert (account.written, account.problems) == (("3-review.xlsx",), ())


def test_outputs_that_cannot_be_written_are_one_clear_problem(study: StudyFolder) -> None:
    study.outputs.write_text("a file where a folder should be")
    with pytest.raises(StudyError, match="cannot be written"):
        run(study)


def test_a_second_run_at_the_same_time_says_so(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StudyFolder.locked, "__defaults__", (0.1,))
    inner = study.locked
    with inner(), pytest.raises(StudyError) as caught:
        run(study)
    assert caught.value.code is Exit.BUSY


def test_a_crash_at_any_write_leaves_decisions_and_workbook_whole(study: StudyFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    run(study)
    review(study, decide("source.events", "accept"))
    typed = (study.outputs / "3-review.xlsx").read_bytes()
    real = Path.replace

    class Killed(BaseException):
        pass

    for survived in range(40):
        count = 0

        def replace(self: Path, target: Path, last: int = survived) -> Path:
            nonlocal count
            count += 1
            if count > last:
                raise Killed
            return real(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        try:
            run(study)
            break
        except Killed:
            monkeypatch.setattr(Path, "replace", real)
            held = study.decisions.exists() and len(decisions(study)) == 1
            assert held or (study.outputs / "3-review.xlsx").read_bytes() == typed, "the verdict is in one of the two"
    else:
        raise AssertionError("the run never ended")
    monkeypatch.setattr(Path, "replace", real)
    run(study)
    assert [d["verdict"] for d in decisions(study)] == ["accept"]
    assert statuses(study)["a", "source.events"] == "accepted"
    assert not [p for p in study.outputs.iterdir() if p.name.endswith(".tmp") or p.name == ".staged"]


def test_one_step_alone_writes_its_outputs_only(study: StudyFolder) -> None:
    account = run(study, steps=("read",))
    assert account.written == ("2-passages.csv",)
    assert {str(c.reason) for c in run(study).changes} == {"first run"}
    assert json.loads((study.outputs / "run.json").read_text())["counts"]["interviews"] == 2


def test_account_of(study: StudyFolder) -> None:
    account = run(study)
    assert isinstance(account, Account)
    assert account.counts["suggestions"] == {"source": 2, "criterion": 2, "touchpoint": 1}
