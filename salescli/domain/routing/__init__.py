"""Route planning (R2-R6): whom to see on a day, in what order and when; standard library only.

``value`` says what a visit is worth today, ``travel`` how far places are, ``clock`` when one can
begin; ``candidates`` picks the most promising, ``search`` chooses and orders them, ``timetable``
times an order and says what breaks, ``planner`` puts it all together.
"""
