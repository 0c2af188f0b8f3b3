"""The module's sheet as pages of others get it."""

import pytest

from shopgen.pages.guest_sheets import sheet_for_hosts, without_unread

TOKENS = frozenset({"accent"})
CLASSES = frozenset({"shop", "list", "is-pair"})


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".shop{a:b}.empty{a:b}", ".shop{a:b}"),
        (".shop .empty{a:b}", ""),
        (".empty,.list,.shop .empty{a:b}", ".list{a:b}"),
        (":is(.empty,.is-pair) .list{a:b}", ":is(.empty,.is-pair) .list{a:b}"),
        (":is(.empty,.is-single) .list{a:b}", ""),
        (".shop:not(.is-single) .list{a:b}", ".shop:not(.is-single) .list{a:b}"),
        (":root,.shop{a:b}", ".shop{a:b}"),
        ("@media print{.empty{a:b}.shop{c:d}}", "@media print{.shop{c:d}}"),
        ("@container (22em <= width < 24.5em){.empty{a:b}}", ""),
        ("@supports (a:b){@media print{.list{a:b}}}", "@supports (a:b){@media print{.list{a:b}}}"),
        ("@keyframes k{from{a:b}}", "@keyframes k{from{a:b}}"),
        ("@layer a,b;", "@layer a,b;"),
        ('h2::after{content:".empty{}"}', 'h2::after{content:".empty{}"}'),
        (".shop{}", ""),
    ],
)
def test_rules_for_nothing_in_the_module_are_left_out(css: str, kept: str) -> None:
    """A rule stays as far as an element with the module's classes may be what it is for."""
    assert kept == sheet_for_hosts(css, TOKENS, CLASSES)


def test_custom_properties_have_names_of_their_own() -> None:
    """What is no token is renamed where it is said and read, so that no host says it by chance."""
    css = ".shop{--gap:1em;--a:var(--gap,var(--accent))}.list{gap:calc(var(--gap)*2)}"

    assert (
        ".shop{--sm-gap:1em;--sm-a:var(--sm-gap,var(--accent))}.list{gap:calc(var(--sm-gap)*2)}"
    ) == sheet_for_hosts(css, TOKENS, CLASSES)


def test_the_room_that_hosts_keep_does_not_travel() -> None:
    """The height that the build reads in the sheet is not in what hosts get."""
    css = ":host{--reserved-height-row:346px;--reserved-height-column:346px}.shop{a:b}"

    assert ".shop{a:b}" == sheet_for_hosts(css, TOKENS, CLASSES)


def test_properties_that_nothing_reads_are_left_out() -> None:
    """A private property without a reader goes; one that is read, a token and one with a string stay."""
    css = '.shop{--sm-a:1px;--sm-b:calc(1px + 2px);--sm-c:";";--accent:red;b:var(--sm-b,0)}'

    assert '.shop{--sm-b:calc(1px + 2px);--sm-c:";";--accent:red;b:var(--sm-b,0)}' == without_unread(css)
