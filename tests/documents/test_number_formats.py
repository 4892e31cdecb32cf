"""Numbers show as their cell's format shows them."""

from __future__ import annotations

import pytest

from cohesion_graph.documents.number_formats import BUILT_IN, shown_number, shown_text

ACCOUNTING = '_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-;_-[$£-809]* "-"??_-;_-@_-'
TRAFFIC_LIGHTS = '[Color10]"Green";[Red]"Red";[Yellow]"Amber"'
LEVELS = '[>=3]"High";[>=2]"Medium";"Low"'


@pytest.mark.parametrize(
    "value, code, shown",
    [
        (1, '"CC"0', "CC1"),
        (1.1, "0.00", "1.10"),
        (5, "0000", "0005"),
        (5, '0 "days"', "5 days"),
        (2.5, "0", "3"),
        (1234567.5, '"£"#,##0.00', "£1,234,567.50"),
        (1234567.5, ACCOUNTING, "£1,234,567.50"),
        (-1234.5, "#,##0;[Red](#,##0)", "(1,235)"),
        (1234567, '0.0,,"m"', "1.2m"),
        (0.333333, "0%", "33%"),
        (0.00012, "0.00E+00", "1.20E-04"),
        (1.5, "# ?/?", "1 1/2"),
        (5.25, "# ?/4", "5 1/4"),
        (5.25, "# ??/100", "5 25/100"),
        (12, '0 "%"', "12 %"),
        (12, "0\\%", "12%"),
        (0, ACCOUNTING, "£-"),
        (11, '0"."0', "1.1"),
        (123456, "00-00-00", "12-34-56"),
        (1, TRAFFIC_LIGHTS, "Green"),
        (-1, TRAFFIC_LIGHTS, "Red"),
        (0, TRAFFIC_LIGHTS, "Amber"),
        (3, LEVELS, "High"),
        (2, LEVELS, "Medium"),
        (1, LEVELS, "Low"),
        (5, ";;;", ""),
        (0, "#", ""),
        (1.5, "0.0#", "1.5"),
        (0.25, ".00", ".25"),
        (5, "#.##", "5."),
        (5, "00#", "005"),
        (1.1000000000000001, "General", "1.1"),
        (1999999, "General", "1999999"),
        (1e20, "General", "1E+20"),
        (46112, "dd/mm/yyyy", "2026-03-31"),
        (46112, "m/d/yy;@", "2026-03-31"),
        (46112, "[$-F800]dddd\\, mmmm dd\\, yyyy", "2026-03-31"),
        (46112, '"by "mmm yyyy', "by March 2026"),
        (46112, '"Q1" yyyy', "Q1 2026"),
        (46112, '"FY"yy', "FY26"),
        (46112, "d-mmm", "31 March"),
        (46112, "[$-809]dddd d/m", "31 March"),
        (46112, "dddd", "Tuesday"),
        (46112, "mmmm", "March"),
        (46112, "mmmmm", "M"),
        (0.03125, "mm:ss", "45:00"),
        (0, "dd/mm/yyyy", ""),
        (0.999999, "h:mm", "23:59"),
        (46112, "[$-409]mmmm\\-yy;@", "March 2026"),
        (46112, "yyyy", "2026"),
        (46112.75, "dd/mm/yyyy hh:mm", "2026-03-31"),
        (0.75, "h:mm AM/PM", "18:00"),
        (1.25, "[h]:mm", "30:00"),
        (59, "d mmm yyyy", "1900-02-28"),
        (-1, "dd/mm/yyyy", ""),
        (46112, '[$-411]ggge"年"m"月"d"日";@', "2026-03-31"),
        (46112, 'yyyy"年"m"月"d"日"', "2026-03-31"),
        (46112, 'yyyy"년" mm"월"', "March 2026"),
        (46112, 'm"月"d"日"', "31 March"),
        (46112, 'yyyy"年度"', "2026年度"),
        (46112.4, "[$-404]e/m/d(aaa)", "2026-03-31"),
        (0.395833333, '上午/下午h"时"mm"分"', "09:30"),
        (46112, BUILT_IN[31], "2026-03-31"),
        (46112, BUILT_IN[36], "March 2026"),
    ],
)
def test_a_number_shows_as_its_format_shows_it(value, code, shown):
    assert shown_number(value, code) == shown


def test_a_workbook_of_a_mac_counts_days_from_1904():
    assert shown_number(44650, "dd/mm/yyyy", from_1904=True) == "2026-03-31"


@pytest.mark.parametrize(
    "code, shown", [("0.00", "Parks"), ('@" Team"', "Parks Team"), (";;;", ""), ("0;-0;0;@", "Parks")]
)
def test_text_shows_with_what_its_format_puts_around_it(code, shown):
    assert shown_text("Parks", code) == shown
