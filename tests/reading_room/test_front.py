"""What is told above a page that is being checked stands within it, escaped, and changes nothing else of it."""

from __future__ import annotations

from variorum.reading_room.front import put_into

PAGE = '<body>\n<main id="main" tabindex="-1">\n<h1>Berg</h1>\n</main>\n</body>\n</html>\n'


def test_what_is_said_of_a_page_stands_within_its_main_part() -> None:
    page = put_into(PAGE, {"csrf": "</script>"}, said="Being checked <anew>.")
    note = '<p class="room-behind" role="status">Being checked &lt;anew&gt;.</p>'
    assert f'<main id="main" tabindex="-1">\n{note}\n<h1>Berg</h1>' in page
    assert page.count("<main") == 1
    assert "&lt;main" not in page
    assert page.count("</script>") == 1


def test_a_page_of_which_nothing_is_said_stays_as_it_is() -> None:
    assert put_into(PAGE, {}).startswith(PAGE.partition("</body>")[0])
