"""A notice board: the smallest thing that can be followed live. Stands in for a floor in these tests."""

from collections import Counter

from django.db import connection, transaction
from django.template import Context, Engine

from rostrum.live.operations import announce, reauthorise
from rostrum.live.topics import Family, Frame, NoSuchChannel, register

TABLES = (
    "CREATE TABLE IF NOT EXISTS live_test_board (slug varchar(50) PRIMARY KEY, number integer, words text)",
    "CREATE TABLE IF NOT EXISTS live_test_reader (slug varchar(50), account varchar(20), PRIMARY KEY (slug, account))",
)
renders: Counter[str] = Counter()


def query(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def make_tables():
    for statement in TABLES:
        query(statement)


def post(slug, words):
    """Put words on the board; the verb of these tests."""
    with transaction.atomic():
        query(
            "INSERT INTO live_test_board VALUES (%s, 1, %s) ON CONFLICT (slug)"
            " DO UPDATE SET words = excluded.words, number = live_test_board.number + 1",
            slug,
            words,
        )
        announce(f"board/{slug}")


def admit(slug, account):
    query("INSERT INTO live_test_reader VALUES (%s, %s)", slug, str(account))


def revoke(slug, account):
    with transaction.atomic():
        query("DELETE FROM live_test_reader WHERE slug = %s AND account = %s", slug, str(account))
        reauthorise(account=account)


def close(slug):
    """Take the board down for everybody."""
    with transaction.atomic():
        query("DELETE FROM live_test_board WHERE slug = %s", slug)
        reauthorise(topic=f"board/{slug}")


def authorise(channel, account):
    _, slug, audience = channel.split("/")
    if audience == "public":
        return bool(query("SELECT 1 FROM live_test_board WHERE slug = %s", slug))
    if audience == "readers" and account is not None:
        found = query(
            "SELECT 1 FROM live_test_reader WHERE slug = %s AND account = %s", slug, str(account.pk)
        )
        return bool(found)
    return False


def render(channel):
    _, slug, audience = channel.split("/")
    found = query("SELECT number, words FROM live_test_board WHERE slug = %s", slug)
    if not found:
        raise NoSuchChannel(channel)
    renders[channel] += 1
    [(number, words)] = found
    return Frame(number, shown(audience, words).encode())


def shown(audience, words):
    return f'<section id="board" data-live>\n<p>{audience}: {words}</p>\n</section>'


PAGE = """{% load live %}<!doctype html><html lang="en"><title>Board</title>
<section id="board" data-live data-number="0"></section>
<div id="clock" data-clock {% for name, value in clock.items %}data-clock-{{ name }}="{{ value }}" {% endfor %}>
<span data-clock-remaining></span><div data-clock-bar></div></div>
<time data-wall-clock data-zone="Asia/Kathmandu"></time>
{% live_stream channel %}"""


def page(slug, audience, clock):
    """A page that follows the board and carries a clock with the attributes given."""
    context = Context({"channel": f"board/{slug}/{audience}", "clock": clock})
    return Engine.get_default().from_string(PAGE).render(context).encode()


FAMILY = Family(name="board", authorise=authorise, render=render)


def go_live():
    register(FAMILY)
