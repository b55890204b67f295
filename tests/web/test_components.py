"""Components, rendered: what they say, and that nothing gets through unescaped."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from rostrum.web.forms import DateInput, DateTimeInput, TimeInput


def render(source: str, **values: Any) -> str:
    """Render a piece of template in English, with runs of white space folded."""
    with translation.override("en"):
        text = Template("{% load web %}" + source).render(Context(values))
    return re.sub(r"\s+", " ", text).replace("> <", "><").strip()


def test_a_button_is_a_button() -> None:
    assert render('{% component "button" label="Save" kind="primary" / %}') == (
        '<button type="submit" class="button button--primary"><span>Save</span></button>'
    )


def test_a_button_passes_on_what_htmx_needs_and_shows_its_key() -> None:
    out = render(
        '{% component "button" label="Next" type="button" key="N" hx_post=url data_note=note aria_pressed="true" / %}',
        url="/x?a=1&b=2",
        note='a"b',
    )
    assert out == (
        '<button type="button" class="button" data-key="N" aria-keyshortcuts="N" hx-post="/x?a=1&amp;b=2"'
        ' data-note="a&quot;b" aria-pressed="true"><span>Next</span><kbd class="key" aria-hidden="true">N</kbd></button>'
    )


def test_a_button_with_an_address_is_a_link() -> None:
    assert render('{% component "button" label=label href=url / %}', label="<Read>", url="/p?a=1&b") == (
        '<a href="/p?a=1&amp;b" class="button"><span>&lt;Read&gt;</span></a>'
    )


def test_content_and_slots_reach_the_component_and_nothing_else_does() -> None:
    out = render(
        '{% component "card" href="/x" %}{% for one in two %}<p>{{ one }}</p>{% endfor %}'
        '{% slot "foot" %}{% component "badge" text="Final" tone="good" / %}{% endslot %}{% endcomponent %}',
        title="of the page",
        two=["<a>", "b"],
    )
    assert out == (
        '<article class="card card--link"><p>&lt;a&gt;</p><p>b</p>'
        '<div class="card__foot"><span class="badge badge--good">Final</span></div></article>'
    )


def test_values_are_read_before_the_content_changes_them() -> None:
    out = render(
        '{% with t="outer" %}{% component "notice" title=t %}{% with t="inner" %}{{ t }}{% endwith %}{% endcomponent %}{% endwith %}'
    )
    assert '<p class="notice__title">outer</p>inner' in out


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% component %}{% endcomponent %}", "needs the name"),
        ('{% component "badge" label / %}', "no name=value"),
        ('{% slot "a" %}x{% endslot %}', "outside a component"),
    ],
)
def test_mistakes_in_templates_are_named(source: str, fault: str) -> None:
    with pytest.raises(TemplateSyntaxError, match=fault):
        render(source)


@pytest.mark.parametrize(
    ("tone", "word"), [("info", "Note"), ("good", "Done"), ("warn", "Take care"), ("bad", "Problem")]
)
def test_a_notice_says_its_tone_in_a_word(tone: str, word: str) -> None:
    out = render('{% component "notice" tone=tone %}<p>Text</p>{% endcomponent %}', tone=tone)
    assert f'class="notice notice--{tone}"' in out
    assert f'role="img" aria-label="{word}"' in out


def test_a_toast_offers_the_way_back() -> None:
    out = render('{% component "toast" text="Moved." undo_url="/undo/7" / %}')
    assert '<span class="toast__text">Moved.</span>' in out
    assert 'action="/undo/7" hx-post="/undo/7"' in out
    assert "data-stays" not in out


def test_a_mark_speaks_by_shape_and_word() -> None:
    out = render('{% mark "ngo" label %}', label="NGO <x>")
    assert out.startswith(
        '<span class="mark mark--ngo"><svg class="mark__shape" viewBox="0 0 16 16" aria-hidden="true"><path'
    )
    assert out.endswith("<span>NGO &lt;x&gt;</span></span>")


def test_a_moment_names_its_zone() -> None:
    begins = datetime(2017, 6, 19, 8, tzinfo=UTC)
    assert render('({% moment begins "Europe/Zurich" place="Geneva" %})', begins=begins) == (
        '(<span class="time"><time datetime="2017-06-19T10:00+02:00">10.00</time>'
        '<span class="time__zone">Geneva time (UTC+2)</span></span>)'
    )


def test_an_icon_is_silent_unless_it_has_a_word() -> None:
    assert 'aria-hidden="true"' in render('{% icon "add" %}')
    assert 'role="img" aria-label="Add &lt;b&gt;"' in render('{% icon "add" word %}', word="Add <b>")
    assert "icon--turns" in render('{% icon "back" %}')


def test_a_table_can_be_walked_through_by_keyboard_and_says_when_it_is_empty() -> None:
    full = render('{% component "table" caption="List" %}<tbody></tbody>{% endcomponent %}')
    assert full.startswith(
        '<div class="scroll" role="region" tabindex="0" aria-label="List"><table class="table"><caption>List</caption>'
    )
    empty = render(
        '{% component "table" caption="List" %}{% slot "empty" %}{% component "empty" title="Nobody yet" / %}{% endslot %}{% endcomponent %}'
    )
    assert "<table" not in empty
    assert '<p class="empty__title">Nobody yet</p>' in empty


def test_pages_are_offered_around_the_current_one() -> None:
    out = render(
        '{% component "pagination" page=page query=query / %}',
        page=Paginator(range(412), 25).page(7),
        query="q=a&",
    )
    assert "<p>151 to 175 of 412</p>" in out
    assert " ".join(re.findall(r">(\d+|…)<", out)) == "1 2 3 4 5 6 7 8 9 10 … 16 17"
    assert '<span aria-current="page">7</span>' in out
    assert 'rel="next" href="?q=a&amp;page=8"' in out


def test_one_page_needs_no_pages() -> None:
    assert render('{% component "pagination" page=page / %}', page=Paginator([1], 25).page(1)) == ""


def test_a_tree_nests() -> None:
    nodes = [{"label": "Panel", "children": [{"label": "Sub-panel", "url": "/s", "note": "10.15"}]}]
    assert render('{% component "tree" nodes=nodes label="Programme" / %}', nodes=nodes) == (
        '<ul class="tree" role="list" aria-label="Programme"><li><div class="tree__row"><span>Panel</span></div>'
        '<ul role="list"><li><div class="tree__row"><a href="/s">Sub-panel</a><span class="faint text-s">10.15</span></div>'
        "</li></ul></li></ul>"
    )


def test_a_dialog_stands_beside_the_work_unless_it_must_be_answered() -> None:
    beside = render('{% component "dialog" id="d" title="T" %}x{% endcomponent %}')
    assert beside.startswith('<dialog class="dialog dialog--beside" id="d" aria-labelledby="d-title">')
    assert " data-modal>" in render('{% component "dialog" id="d" title="T" modal=1 %}x{% endcomponent %}')


def test_tabs_crumbs_progress_and_facts() -> None:
    tabs = render(
        '{% component "tabs" label="Parts" items=items / %}',
        items=[{"label": "Papers", "url": "/p", "current": True, "count": 0}],
    )
    assert '<a href="/p" aria-current="page">Papers <span class="tabs__count">0</span></a>' in tabs
    crumbs = render('{% component "breadcrumbs" crumbs=crumbs here="Here" / %}', crumbs=[("Start", "/")])
    assert '<li><a href="/">Start</a></li><li><span aria-current="page">Here</span></li>' in crumbs
    assert '<progress id="progress" value="3" max="9"></progress>' in render(
        '{% component "progress" label="Sent" value=3 max=9 / %}'
    )
    assert '<progress id="progress"></progress>' in render('{% component "progress" label="Sent" / %}')
    facts = render('{% component "facts" rows=rows / %}', rows=[("Where", "Room <XIX>")])
    assert facts == '<dl class="facts"><dt>Where</dt><dd>Room &lt;XIX&gt;</dd></dl>'


# -- forms -------------------------------------------------------------------------------------------


class Sample(forms.Form):
    title = forms.CharField(label="Title", help_text="Short.", max_length=5)
    note = forms.CharField(label="Note", required=False)
    order = forms.ChoiceField(label="Order", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="Agreed")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        raise forms.ValidationError("The two do not fit.")


def rendered(form: forms.Form) -> str:
    with translation.override("en"):
        return re.sub(r"\s+", " ", str(form)).replace("> <", "><")


def test_a_fresh_form_has_labels_help_and_no_errors() -> None:
    out = rendered(Sample())
    assert (
        '<label class="field__label" for="id_title">Title</label><div class="field__help" id="id_title_helptext">Short.</div>'
        in out
    )
    assert 'aria-describedby="id_title_helptext"' in out
    assert 'Note <span class="field__optional">(optional)</span>' in out
    assert '<legend class="field__label">Order</legend>' in out
    assert '<label class="option" for="id_order_0"><input type="radio" name="order" value="a"' in out
    assert '<input type="hidden" name="secret" id="id_secret">' in out
    assert "summary-of-errors" not in out


def test_a_refused_form_names_its_errors_and_keeps_what_was_typed() -> None:
    out = rendered(Sample({"title": "Much too long", "note": "<kept>"}))
    assert "<h2>4 things need your attention</h2>" in out
    assert "<li>The two do not fit.</li>" in out
    assert (
        '<li><a href="#id_title">Title: Ensure this value has at most 5 characters (it has 13).</a></li>'
        in out
    )
    assert 'value="Much too long"' in out
    assert 'aria-describedby="id_title_helptext id_title_error"' in out
    assert 'aria-invalid="true"' in out
    assert '<ul class="field__error" id="id_title_error" role="list">' in out
    assert 'value="&lt;kept&gt;"' in out
    for target in re.findall(r'href="#([^"]+)"', out):
        assert f'id="{target}"' in out


def test_times_and_days_are_given_as_browsers_want_them() -> None:
    with translation.override("fr"):
        moment = datetime(2017, 6, 19, 10, 15, tzinfo=UTC)
        assert 'type="time"' in TimeInput().render("t", moment.time())
        assert 'value="10:15"' in TimeInput().render("t", moment.time())
        assert 'value="2017-06-19"' in DateInput().render("d", moment.date())
        assert 'value="2017-06-19T10:15"' in DateTimeInput().render("m", moment)


def test_a_whole_form_carries_its_token_and_its_way_out() -> None:
    request = RequestFactory().get("/")
    with translation.override("en"):
        source = '{% load web %}{% component "form" form=form submit="Save" cancel_url="/back" hx_post="/x" upload=1 / %}'
        out = Template(source).render(Context({"form": Sample(), "request": request, "csrf_token": "t0ken"}))
    assert '<form class="form" method="post" enctype="multipart/form-data" novalidate hx-post="/x">' in out
    assert 'name="csrfmiddlewaretoken" value="t0ken"' in out
    assert '<a class="button button--quiet" href="/back">Cancel</a>' in out
