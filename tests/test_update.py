"""`update`: a newer set of data, rates and prices, checked whole before it is in force; and back."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from command import ROOT, here, packages
from command import aicompare as run
from ecbfile import reading_ours_once
from made import rounded
from server import Answer as Served
from server import answering

import aicompare
from aicompare.api.dataupdate import Asked, take
from aicompare.dataset import loading
from aicompare.dataset.archive import FILES, MANIFEST, SIGNATURE, manifest_of, packed, unpacked
from aicompare.dataset.records import Damaged, Records, Sealed
from aicompare.rates.fetching import Limits
from aicompare.resources import PRICES, RATES, RECORDS, SOURCE, resource, shipped
from aicompare.values.errors import BadFile, BadUsage, NotFetched, NotWritten, Trouble

sys.path.insert(0, str(ROOT / "tools"))

import make_archive

DAY = "2026-11-15"
DAYS = {"data": date(2026, 11, 15), "rates": date(2026, 10, 30), "prices": date(2026, 10, 2)}
# US$240m of operating cash in six months are 40 a month, over US$1,322.8m 33.07 months.
DATA = f"""\
sources:
  newer: {{title: Newer, publisher: Nobody, published: {DAY}, kind: filing}}
companies:
  minimax:
    name: MiniMax
    currency: USD
    listed: {{ticker: "0100.HK", exchange: HKEX, on: 2026-01-09}}
    facts:
    - {{metric: cash_balance, period: 2026-06-30, value: "US$1,322.8m", source: newer}}
    - {{metric: operating_cash_flow, period: H1 2026, value: "US$ -240m", source: newer}}
"""
HEAD = "".join(shipped(PRICES).read_text(encoding="utf-8").partition("company,day")[:1])
QUOTES = f"{HEAD}company,day,currency,close,low,high,scope\nminimax,2026-10-02,HKD,250.0,249.0,251.0,\n"


def silent(received: int, length: int | None) -> None:
    """Nobody watches."""


def files(**other: str) -> dict[str, bytes]:
    """The three of a small set, newer than the shipped one; the rates are the shipped ones."""
    rates = shipped(RATES).read_text(encoding="ascii")
    texts = {
        SOURCE: other.get("data", DATA),
        RATES: other.get("rates", rates),
        PRICES: other.get("prices", QUOTES),
    }
    return {name: text.encode() for name, text in texts.items()}


def archive(days: dict[str, date] = DAYS, **other: str) -> bytes:
    content = files(**other)
    return packed(content, manifest_of(content, days))


def records() -> Records:
    """Of the set in force, as a wheel has them."""
    try:
        return Sealed(resource(RECORDS), again=loading._shipped_source)
    except (OSError, Damaged):
        return loading._shipped_source()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder for these tests; it does not exist yet."""
    for name in list(os.environ):
        if name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("aicompare.resources._PACKAGE", Path(packages[-1]) / "aicompare")  # compiled
    reading_ours_once(monkeypatch)
    monkeypatch.setattr(loading, "shipped_records", records)  # which the suite has of the shipped set alone
    return tmp_path / "data" / "aicompare"


def written(folder: Path, content: bytes, name: str = "new.zip") -> str:
    file = folder / name
    file.write_bytes(content)
    return str(file)


def taken(place: str, key: str | None = None, **limits: int) -> aicompare.Answer:
    return take(place, key, Asked(), silent, Limits(**{"size": 10_000_000, **limits}) if limits else None)


def months() -> str:
    """MiniMax's runway, balance alone, with what is in force."""
    (row,) = aicompare.runway(aicompare.load(), "minimax").rows
    return rounded(row.balance_alone.months.value)


def refused(
    place: str, words: str, kind: type[Trouble] = BadFile, key: str | None = None, **limits: int
) -> None:
    """With these words; what is in force is what was, and nothing is left of it."""
    before = {name: resource(name) for name in FILES}
    with pytest.raises(kind, match=words):
        taken(place, key, **limits)
    assert {name: resource(name) for name in FILES} == before
    editions = Path(os.environ["XDG_DATA_HOME"]) / "aicompare" / "editions"
    assert not editions.exists() or not [one for one in editions.iterdir() if one.is_dir()]


# --- a good one --------------------------------------------------------------------------------


def test_a_newer_set_is_in_force_at_once(tmp_path: Path, folder: Path) -> None:
    """For every answer from then on; the shipped one lies where it lay."""
    assert months() == "27.1"
    rows = taken(written(tmp_path, archive())).rows
    assert [(row.what, str(row.newest), str(row.before)) for row in rows] == [
        ("data", DAY, "2026-10-31"),
        ("rates", "2026-10-30", "2026-10-30"),
        ("prices", "2026-10-02", "2026-09-30"),
    ]
    assert rows[0].sha256 == sha256(DATA.encode()).hexdigest()
    assert months() == "33.1"
    assert resource(SOURCE).is_relative_to(folder)
    assert aicompare.load().as_of == date(2026, 11, 15)


def test_it_says_what_changed_and_what_was_verified(tmp_path: Path) -> None:
    """The runway by its causes; the digests; that nobody's signature was asked for."""
    answer = taken(written(tmp_path, archive()))
    changes = [row for row in answer.report.named["changes"].rows if row.company == "minimax"]
    (whole,) = [row for row in changes if row.answer == "Runway, balance alone" and row.level == 0]
    assert (rounded(whole.before.figure.value), rounded(whole.after.figure.value)) == ("27.1", "33.1")
    assert answer.report.notes[0].startswith("Verified: the digests of its three files")
    assert answer.report.notes[1].startswith("Not verified: who made it; it is not signed")


def test_undo_goes_back(tmp_path: Path, folder: Path) -> None:
    """To the set before, at last to the shipped one; what was undone is gone."""
    taken(written(tmp_path, archive()))
    taken(written(tmp_path, archive(data=DATA.replace("-240m", "-120m"))))
    assert months() == "66.1"
    aicompare.update(undo=True)
    assert months() == "33.1"
    aicompare.update(undo=True)
    assert months() == "27.1"
    assert [one for one in (folder / "editions").iterdir() if one.is_dir()] == []
    with pytest.raises(BadUsage, match="nothing to undo"):
        aicompare.update(undo=True)


def test_undo_helps_where_the_set_in_force_is_damaged(tmp_path: Path) -> None:
    """Whatever happened to its files."""
    taken(written(tmp_path, archive()))
    for name in (SOURCE, "companies.sqlite", PRICES):
        resource(name).write_bytes(b"\0damaged")
    aicompare.update(undo=True)
    assert months() == "27.1"


def test_the_same_set_again_changes_nothing(tmp_path: Path, folder: Path) -> None:
    """It says so, and --undo still goes back to what was before it."""
    place = written(tmp_path, archive())
    taken(place)
    answer = taken(place)
    assert "in force already" in answer.report.notes[1]
    assert len((folder / "editions" / "in_force").read_text().splitlines()) == 1


def test_another_version_of_aicompare_has_data_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is shipped with it may be newer: it is in force then."""
    taken(written(tmp_path, archive()))
    monkeypatch.setattr(aicompare, "__version__", "9.9.9")
    assert resource(SOURCE) == shipped(SOURCE)
    assert months() == "27.1"


def test_only_a_few_sets_are_kept(tmp_path: Path, folder: Path) -> None:
    """The newest three."""
    for burn in ("-240m", "-120m", "-100m", "-80m"):
        taken(written(tmp_path, archive(data=DATA.replace("-240m", burn))))
    assert len([one for one in (folder / "editions").iterdir() if one.is_dir()]) == 3


def test_status_names_the_set_in_force(tmp_path: Path, folder: Path) -> None:
    """Its folder, in place of "shipped"."""
    taken(written(tmp_path, archive()))
    rows = aicompare.status(aicompare.load(), today="2026-11-28").rows
    assert [(row.what, row.age) for row in rows] == [("data", 13), ("rates", 29), ("prices", 57)]
    assert all(row.place.startswith(str(folder)) for row in rows)


def test_on_the_command_line(tmp_path: Path) -> None:
    """A process of its own answers from it; JSON has what was taken and what changed."""
    environment = {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}
    done = run("update", written(tmp_path, archive()), "--json", **environment)
    told = json.loads(done.stdout)
    assert told["schema"] == "aicompare.update/2"
    assert [row["newest"] for row in told["data"]] == [DAY, "2026-10-30", "2026-10-02"]
    assert {row["company"] for row in told["changes"]} >= {"minimax", "zhipu"}
    assert run("update", "--undo", **environment).returncode == 0


@pytest.mark.parametrize("words", [("update",), ("update", "new.zip", "--undo")])
def test_a_place_or_undo(words: tuple[str, ...]) -> None:
    """One of the two."""
    done = here(*words)
    assert done.returncode == 2
    assert "takes a file or an address, or --undo" in done.stderr


# --- what is refused ---------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["data", "rates", "prices"])
def test_an_older_set_is_refused(tmp_path: Path, what: str) -> None:
    """Each of the three may only go on."""
    older = {**DAYS, what: date(2026, 9, 1)}
    refused(written(tmp_path, archive(older)), f"its {what} end on 2026-09-01, before those there are")


def test_a_set_of_a_day_to_come_is_refused(tmp_path: Path) -> None:
    """Nothing can have been published then."""
    late = date.today() + timedelta(days=40)
    refused(written(tmp_path, archive({**DAYS, "data": late})), "which is still to come")


def test_a_manifest_that_says_another_day_than_the_data_is_refused(tmp_path: Path) -> None:
    """The day is counted, not believed."""
    refused(written(tmp_path, archive({**DAYS, "data": date(2026, 11, 20)})), "its manifest says 2026-11-20")


@pytest.mark.parametrize("length", [0, 10, 300, 5_000, -200, -1])
def test_what_was_cut_off_is_refused(tmp_path: Path, length: int) -> None:
    """At any place."""
    refused(written(tmp_path, archive()[:length]), "is no archive of data, or not a whole one")


def test_a_changed_byte_is_refused(tmp_path: Path) -> None:
    """In a member whose own checksum was mended: the manifest tells."""
    content = files()
    manifest = manifest_of(content, DAYS)
    content[SOURCE] = content[SOURCE].replace(b"1,322.8m", b"9,322.8m")
    refused(written(tmp_path, packed(content, manifest)), "companies.yaml is not what manifest.json says")


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


def whole() -> list[tuple[str, bytes]]:
    content = files()
    return [(MANIFEST, manifest_of(content, DAYS)), *content.items()]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yaml",
        "/etc/evil",
        "a/../../evil",
        "..\\evil",
        "companies.yaml/",
        "C:evil",
        "notes.txt",
        "\x1b[31m",
    ],
)
def test_a_path_that_leaves_it_is_refused(tmp_path: Path, name: str) -> None:
    """Only the names that an archive has are ever written."""
    refused(written(tmp_path, zipped(*whole(), (name, b"evil"))), "which no archive of data does")
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_that_are_doubled_missing_or_compressed_are_refused(tmp_path: Path) -> None:
    """A bomb cannot be told from a compressed file, so there is none."""
    members = whole()
    refused(written(tmp_path, zipped(*members, members[1])), "holds companies.yaml 2 times")
    refused(written(tmp_path, zipped(*members[:-1])), "holds prices.csv not at all")
    packed_small = zipped(*members, how=zipfile.ZIP_DEFLATED)
    refused(written(tmp_path, packed_small), "is compressed, locked or too large")


@pytest.mark.parametrize(
    "manifest, words",
    [
        (b"{", "manifest.json is not JSON"),
        (b"[" * 50_000, "manifest.json is not JSON"),
        (b"[]", "its schema is 'None', not aicompare.dataset/1"),
        (b'{"schema": "aicompare.dataset/1"}', "does not name a day and a digest for each file"),
        (b'{"schema": "aicompare.dataset/2"}', "its schema is 'aicompare.dataset/2'"),
    ],
)
def test_a_manifest_that_cannot_be_read_is_refused(tmp_path: Path, manifest: bytes, words: str) -> None:
    """One of the future too."""
    refused(written(tmp_path, zipped((MANIFEST, manifest), *files().items())), words)


def test_a_set_of_the_future_says_what_to_do(tmp_path: Path) -> None:
    """A newer aicompare reads it."""
    future = zipped((MANIFEST, b'{"schema": "aicompare.dataset/2"}'), *files().items())
    with pytest.raises(BadFile) as trouble:
        taken(written(tmp_path, future))
    assert trouble.value.hint == "it is for another version of aicompare: install the newest"


LOST = shipped(RATES).read_text(encoding="ascii").replace("2026-10-30,", "2026-10-31,")
DOUBLED = f"{QUOTES}minimax,2026-10-02,HKD,250.0,,,\n"


@pytest.mark.parametrize(
    "other, days, words",
    [
        ({"data": DATA.replace("cash_balance", "cash_balanc")}, DAYS, r"new.zip: companies.yaml:9:"),
        ({"data": "- a list\n"}, DAYS, "companies.yaml"),
        ({"prices": DOUBLED}, DAYS, r"new.zip: prices.csv:12:1: minimax has two lines for 2026-10-02"),
        ({"prices": "company,day\n"}, DAYS, "prices.csv"),
        ({"rates": LOST}, {**DAYS, "rates": date(2026, 10, 31)}, "has no rate of USD for 2026-10-30"),
        ({"rates": "date,USD\n"}, DAYS, "exchange_rates.csv"),
    ],
)
def test_contents_that_are_not_right_are_refused(
    tmp_path: Path, other: dict[str, str], days: dict[str, date], words: str
) -> None:
    """Each file as `validate` and `rates update` have it, with the place."""
    refused(written(tmp_path, archive(days, **other)), words)


def test_a_file_of_one_s_own_must_go_with_it(tmp_path: Path) -> None:
    """One about a company that the new set no longer knows is named, and nothing is changed."""
    mine = tmp_path / "mine.yaml"
    mine.write_text(
        "sources:\n  own: {title: Own, publisher: Me, published: 2026-11-01, kind: company}\n"
        "companies:\n  zhipu:\n    facts:\n"
        "    - {metric: employees, period: 2026-10-31, value: 1000, source: own}\n",
        encoding="utf-8",
    )
    with pytest.raises(BadFile, match=r"mine\.yaml"):
        take(written(tmp_path, archive()), None, Asked([str(mine)]), silent)
    assert months() == "27.1"


@pytest.mark.parametrize(
    "place, words",
    [
        ("nowhere.zip", "cannot be read"),
        (".", "cannot be read"),
        ("/dev/null", "is no archive of data"),
        ("ftp://127.0.0.1/a.zip", "is not an address to fetch from"),
        ("http://127.0.0.1:9/a", "could not be fetched"),
    ],
)
def test_what_is_not_there_is_refused(place: str, words: str) -> None:
    """A file, a folder, an address."""
    refused(place, words, Trouble)


def test_without_a_home_there_is_nowhere_to_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is said; nothing is put elsewhere."""
    place = written(tmp_path, archive())
    monkeypatch.delenv("HOME")
    monkeypatch.delenv("XDG_DATA_HOME")
    with pytest.raises(NotWritten, match="no folder for your data"):
        taken(place)


# --- signatures --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pairs of keys, ours and theirs."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("ours", "theirs"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(command, check=True)
    return folder


def signed(key: Path, of: bytes | None = None, **other: str) -> bytes:
    """The archive with a signature of its manifest, or of something else."""
    content = files(**other)
    manifest = manifest_of(content, DAYS)
    return packed(content, manifest, make_archive.signature_of(of or manifest, str(key)))


def test_a_set_that_is_signed_with_the_key_is_taken(tmp_path: Path, keys: Path) -> None:
    """It says with which, by the fingerprint that ssh-keygen shows."""
    answer = taken(written(tmp_path, signed(keys / "ours")), str(keys / "ours.pub"))
    shown = subprocess.run(
        ["ssh-keygen", "-lf", str(keys / "ours.pub")], capture_output=True, text=True, check=True
    )
    assert f"signed with {shown.stdout.split()[1]}" in answer.report.notes[1]
    assert months() == "33.1"


def test_a_forged_set_is_refused(tmp_path: Path, keys: Path) -> None:
    """Signed by others, of another manifest, for another purpose, by nobody, or with rubbish."""
    key = str(keys / "ours.pub")
    refused(written(tmp_path, signed(keys / "theirs")), "is not signed with", key=key)
    refused(written(tmp_path, signed(keys / "ours", of=b"{}")), "is not signed with", key=key)
    refused(written(tmp_path, archive()), "is not signed, and", key=key)
    content = files()
    manifest = manifest_of(content, DAYS)
    refused(written(tmp_path, packed(content, manifest, b"rubbish")), "is not signed with", key=key)
    manifest_file = tmp_path / "manifest"
    manifest_file.write_bytes(manifest)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(keys / "ours"), "-n", "file", str(manifest_file)]
    subprocess.run(command, check=True)
    for_files = (tmp_path / "manifest.sig").read_bytes()
    refused(written(tmp_path, packed(content, manifest, for_files)), "is not signed with", key=key)


def test_a_signed_manifest_does_not_carry_other_files(tmp_path: Path, keys: Path) -> None:
    """The signature is of the digests, and these are of the files."""
    members = unpacked(signed(keys / "ours"), "ours")
    content = {**members.files, SOURCE: DATA.replace("-240m", "-1m").encode()}
    forged = packed(content, members.manifest, members.signature)
    refused(written(tmp_path, forged), "companies.yaml is not what", key=str(keys / "ours.pub"))


def test_what_is_no_key_is_refused(tmp_path: Path, keys: Path) -> None:
    """A private key, options before a key, an empty file, none."""
    place = written(tmp_path, signed(keys / "ours"))
    optional = tmp_path / "optional.pub"
    optional.write_text(f"cert-authority {(keys / 'ours.pub').read_text()}")
    (tmp_path / "empty.pub").write_text("\n")
    for key in (keys / "ours", optional, tmp_path / "empty.pub"):
        refused(place, "holds no public key", key=str(key))
    refused(place, "cannot be read", key=str(tmp_path / "none.pub"))


def test_a_machine_that_cannot_check_says_so(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not taken unchecked."""
    place = written(tmp_path, signed(keys / "ours"))
    monkeypatch.setenv("PATH", str(tmp_path))
    refused(place, "ssh-keygen, which is not there", BadUsage, key=str(keys / "ours.pub"))


# --- from a server -----------------------------------------------------------------------------


def test_an_archive_is_fetched(serve: Callable[[Served], str], keys: Path) -> None:
    """Whole and signed."""
    taken(serve(answering(signed(keys / "ours"))), str(keys / "ours.pub"))
    assert months() == "33.1"


def test_what_a_server_cuts_off_is_refused(serve: Callable[[Served], str]) -> None:
    """With a length and without."""
    content = archive()
    refused(serve(answering(content[:-100], length=len(content))), "cut off after", NotFetched)
    refused(serve(answering(content[:-100], length=-1)), "not a whole one")


def test_what_is_huge_is_refused_before_it_is_fetched(serve: Callable[[Served], str]) -> None:
    """By its length, and where there is none by what has come."""
    refused(serve(answering(b"x", length=10**12)), "is larger than", size=100_000)
    refused(serve(answering(b"x" * 200_000, length=-1)), "is larger than", size=100_000)


def test_what_is_slow_is_given_up(serve: Callable[[Served], str]) -> None:
    """Within the one deadline for everything, however steadily it trickles."""

    def trickle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.1)

    began = time.monotonic()
    refused(serve(trickle), "took longer than 1 seconds", NotFetched, total=1)
    assert time.monotonic() - began < 8


@pytest.mark.parametrize("status", [404, 500])
def test_what_a_server_refuses_is_told(serve: Callable[[Served], str], status: int) -> None:
    """With its number."""
    refused(serve(answering(b"", status)), f"the server answers {status}", NotFetched)


# --- how it is made ----------------------------------------------------------------------------


def test_two_runs_make_the_same_bytes(tmp_path: Path, keys: Path) -> None:
    """From the same files, whatever their days, signed or not; and what is made is taken."""
    folder = tmp_path / "set"
    folder.mkdir()
    for name, content in files().items():
        (folder / name).write_bytes(content)
    first = make_archive.made(folder)
    for name in FILES:
        os.utime(folder / name, (10**9, 10**9))
    assert make_archive.made(folder) == first == archive()
    assert (
        make_archive.main([str(tmp_path / "a.zip"), "--from", str(folder), "--sign", str(keys / "ours")]) == 0
    )
    assert SIGNATURE in zipfile.ZipFile(tmp_path / "a.zip").namelist()
    taken(str(tmp_path / "a.zip"), str(keys / "ours.pub"))
    assert months() == "33.1"


def test_a_set_with_a_fault_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written; the place is told."""
    folder = tmp_path / "set"
    folder.mkdir()
    for name, content in files(data=DATA.replace("cash_balance", "cash_balanc")).items():
        (folder / name).write_bytes(content)
    assert make_archive.main([str(tmp_path / "a.zip"), "--from", str(folder)]) == 2
    assert "companies.yaml:9:" in capsys.readouterr().err
    assert not (tmp_path / "a.zip").exists()
