"""What readers report: one named function for each thing that can be wrong with a seed."""

from __future__ import annotations

from site_gen.errors import Diagnostic
from site_gen.model import Reading

_MOST_OF_A_CAUSE = 200  # characters


def unread(fault: Diagnostic) -> tuple[Reading, ...]:
    """The reading of a seed that gives no article: the reason alone."""
    return (Reading(article=None, diagnostics=(fault,)),)


def empty(path: str) -> Diagnostic:
    """A file of no bytes, or of nothing but space."""
    return Diagnostic(path, None, "seed-empty", "the file is empty", "delete it, or paste the article into it")


def too_large(path: str, limit: int) -> Diagnostic:
    """More than a seed may hold."""
    hint = "split the file, or raise the limit on the size of a seed"
    return Diagnostic(path, None, "seed-too-large", f"more than {limit:,} bytes, unpacked", hint)


def broken_gzip(path: str) -> Diagnostic:
    """An archive that ends too soon or is damaged."""
    hint = "copy the file again; the archive is damaged or cut off"
    return Diagnostic(path, None, "seed-broken-gzip", "the gzip archive cannot be unpacked", hint)


def nested_gzip(path: str) -> Diagnostic:
    """Archives in archives, which only bombs need."""
    hint = "unpack it first"
    return Diagnostic(path, None, "seed-nested-gzip", "a gzip archive inside gzip archives", hint)


def not_text(path: str, looks_like: str) -> Diagnostic:
    """Bytes of another kind of file."""
    hint = "seeds are text, HTML, Markdown, feeds or mails; save the article as one of these"
    return Diagnostic(path, None, "seed-not-text", f"this is {looks_like}, not text", hint)


def guessed_encoding(path: str, encoding: str) -> Diagnostic:
    """Neither declared nor UTF-8: what the bytes look like."""
    message = f"the encoding is not declared and not UTF-8; read as '{encoding}'"
    return Diagnostic(path, None, "seed-encoding", message, "save the file as UTF-8", "info")


def lost_characters(path: str, encoding: str) -> Diagnostic:
    """Bytes that their encoding does not have."""
    message = f"some bytes are not valid '{encoding}'; they show as \N{REPLACEMENT CHARACTER}"
    return Diagnostic(path, None, "seed-encoding", message, "save the file as UTF-8", "warning")


def mojibake(path: str) -> Diagnostic:
    """Text that was decoded wrongly before it came here."""
    message = "text was decoded wrongly before it came here; repaired"
    return Diagnostic(path, None, "seed-mojibake", message, "check names and quotation marks", "info")


def no_article(path: str, what: str) -> Diagnostic:
    """A file that holds no article at all."""
    return Diagnostic(
        path, None, "seed-no-article", f"no article found in this {what}", "see that the file holds the text"
    )


def passed_over(path: str, what: str, hint: str = "", *, is_quiet: bool = False) -> Diagnostic:
    """A file that is no article; quiet where nobody meant it for one."""
    message = f"this is {what}, and no article; it is passed over"
    return Diagnostic(path, None, "passed-over", message, hint, "info" if is_quiet else "warning")


def no_words(path: str, count: int, first: str) -> Diagnostic:
    """Entries that say nothing."""
    how_many = "an entry has" if count == 1 else f"{count} entries have"
    named = f", as '{first[:80]}'" if first else ""
    message = f"{how_many} neither a headline nor a text{named}"
    return Diagnostic(path, None, "entry-no-words", message, "its address stands in, where it has one", "warning")


def held_back(path: str, count: int) -> Diagnostic:
    """Entries of an export that its blog does not show, or that are no posts."""
    how_many = (
        "an entry is a draft, private, or no post"
        if count == 1
        else (f"{count} entries are drafts, private, or no posts")
    )
    hint = "write an article of your own in content/ for what is to be published"
    return Diagnostic(path, None, "entry-held-back", f"{how_many}, and not published", hint, "warning")


def failures(path: str, count: int, first: str) -> Diagnostic:
    """Entries that say that the program which makes the feed failed."""
    how_many = "an entry is an error" if count == 1 else f"{count} entries are errors"
    message = f"{how_many} of the program that makes the feed, and no article: '{first[:80]}'"
    return Diagnostic(
        path, None, "entry-failure", message, "look at the feed in a browser; it may be blocked", "warning"
    )


def no_headline(path: str) -> Diagnostic:
    """An article without a headline."""
    hint = "write the headline on the first line, as <h1>, or as 'title' in the front matter"
    return Diagnostic(path, None, "seed-no-headline", "no headline found; the first words stand in", hint, "warning")


def no_date(path: str, what: str) -> Diagnostic:
    """An article that no date could be found for."""
    return Diagnostic(
        path, None, "seed-no-date", f"no date found in this {what}", "add the date of publication", "warning"
    )


def too_many_parts(path: str) -> Diagnostic:
    """A mail built to exhaust its reader."""
    hint = "save the newsletter's text as .html or .txt"
    return Diagnostic(path, None, "mail-too-many-parts", "the mail has more parts than any newsletter", hint)


def cut_entries(path: str, count: int, first: str) -> Diagnostic:
    """Entries whose texts are longer than the limits allow: the rest was left out."""
    how_many = "an entry is" if count == 1 else f"{count} entries are"
    message = f"{how_many} longer than a text may be, as '{first[:80]}': the rest was not read"
    return Diagnostic(path, None, "seed-cut", message, "raise 'max_body' under 'limits' in site.yaml", "warning")


def cut_short(path: str, what: str, limit: int) -> Diagnostic:
    """More than the limits allow: the rest was left out."""
    return Diagnostic(
        path,
        None,
        "seed-cut",
        f"only the first {limit:,} {what} were read",
        "split the file or raise the limit",
        "warning",
    )


def bad_feed(path: str, reason: str) -> Diagnostic:
    """A feed with faults; what could be read was read."""
    hint = "check the feed with a validator; what could be read was read"
    return Diagnostic(path, None, "feed-broken", f"the feed is not well-formed: {reason[:120]}", hint, "warning")


def cut_off(path: str) -> Diagnostic:
    """A feed that ends before its end."""
    message = "the feed ends in the middle; what came before that was read"
    return Diagnostic(path, None, "feed-broken", message, "fetch or copy it again", "warning")


def equal_guids(path: str) -> Diagnostic:
    """Entries that share one identity."""
    message = "entries share one identity (guid or id); their links are used instead"
    return Diagnostic(path, None, "feed-guid", message, "ask the source for a guid per entry", "info")


def relative_links(path: str, count: int, link: str) -> Diagnostic:
    """Addresses without a host, or of no web."""
    how_many = "a link leads" if count == 1 else f"{count} links lead"
    message = f"{how_many} nowhere, as '{link[:80]}' does; left out"
    return Diagnostic(path, None, "no-address", message, "write whole addresses: https://example.org/story", "warning")


def bad_dates(path: str, count: int, date: str) -> Diagnostic:
    """Dates that nobody can read."""
    whose = f"{count} entries have a date that cannot be read, such as" if count > 1 else "a date cannot be read:"
    message = f"{whose} '{date[:40]}'"
    hint = "ask the source for dates like 2025-12-04T09:30:00+01:00"
    return Diagnostic(path, None, "feed-dates", message, hint, "warning")


def equal_dates(path: str) -> Diagnostic:
    """Entries that all carry the time of the fetch."""
    message = "every entry has the same date, the time of the fetch; those dates are left out"
    return Diagnostic(path, None, "feed-dates", message, "ask the source for the dates of the articles", "info")


def unforeseen(path: str, cause: Exception) -> Diagnostic:
    """A fault of a library under the readers; the file costs only itself."""
    message = f"the reader failed on this file: {type(cause).__name__}: {str(cause)[:_MOST_OF_A_CAUSE]}"
    return Diagnostic(path, None, "seed-unreadable", message, "please report it together with the file", "warning")


def undated_entries(path: str, count: int, first: str) -> Diagnostic:
    """Entries that give no date at all."""
    whose = f"{count} entries, the first of them '{first[:80]}'," if count > 1 else f"'{first[:80]}'"
    message = f"{whose} {'have' if count > 1 else 'has'} no date"
    return Diagnostic(path, None, "seed-no-date", message, "they count as of when they were first seen", "warning")
