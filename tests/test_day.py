"""A rep's day from the first customer to the submitted report."""


def test_a_day_from_first_customer_to_submitted_report(sales, at):
    sales(
        "customer add 한빛상사 --contact 박지성 --position 과장 --phone 02-555-1234 --status active --grade A"
    )
    saved = sales(
        'visit add 한빛 "showed the new line" --with 박지성 --result "wants a quote" --problem none --at 9:40'
    )
    assert "Saved visit 1: 한빛상사" in saved.err
    assert "A/B points 3 of 12" in saved.err
    at("2026-03-03T17:20")
    assert "draft" in sales("report daily").out
    assert "version 1" in sales("report daily --submit").err
    shown = sales("report show -f json").json
    assert shown["status"]["state"] == "submitted"
    assert shown["visits"][0]["customer"] == "한빛상사"
    sales('visit edit 1 --result "order of 20"')
    assert "visit 1 한빛상사: result" in sales("report show").out
    assert sales("report show -f json").json["status"]["corrected"]
    assert "wants a quote" in sales("report show").out
    assert "version 2" in sales("report daily --submit").err
    assert sales("report list -f json").json[0]["version"] == 2


def test_undo_takes_back_one_command_at_a_time(hanbit):
    hanbit('visit add 한빛 "one"')
    hanbit('visit add 한빛 "two" --at 9:00')
    hanbit("undo")
    assert [row["content"] for row in hanbit("visit list -f json").json] == ["one"]
    hanbit("undo")
    assert hanbit("visit list -f json").json == []
    hanbit("undo")
    assert hanbit("customer list -f json").json == []
    assert "nothing to undo" in hanbit("undo", code=1).err
