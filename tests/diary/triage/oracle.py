"""The rules of the flag once more, slow and obvious: a list is searched for every question."""

from datetime import timedelta

from diary.triage.assess import RULES_VERSION
from diary.triage.signs import MUSCLE_SIGNS, SIGNS
from diary.vocabulary import MedicineKind

MENTION, ROUTINE, SOON, URGENT, EMERGENCY = range(1, 6)
UNLINKED = {"quinine", "blood_thinner", "other", "dialysis", "low_salt_diet", "previous_clot"}
CODES = {None: None, 1: "mention", 2: "routine", 3: "soon", 4: "urgent", 5: "emergency"}
assert RULES_VERSION == "2026-11-27", "the rules have changed: so must this"


def aged(tier, age):
    if tier == EMERGENCY:
        return EMERGENCY if age <= 1 else URGENT if age <= 6 else SOON
    if tier == URGENT:
        return URGENT if age <= 6 else SOON
    return tier


class Oracle:
    def __init__(self, diary, today, as_of, seen):
        """As of a day, with these visits (of any date up to it)."""
        self.as_of, self.seen, self.background = as_of, seen, diary.background
        placed = [(min(e.day, today), e) for e in diary.episodes]
        self.all = sorted(((d, e) for d, e in placed if d <= as_of), key=lambda p: (p[1].started_at, p[1].id))
        self.days = [(min(x.date, today), x) for x in diary.days if min(x.date, today) <= as_of]
        self.open = [(d, e) for d, e in self.all if not any(e.started_at < v.until for v in seen)]
        self.open_days = [
            (d, x)
            for d, x in self.days
            if x.signs and not any(x.signs_at < v.until or (not v.timed and v.date == x.date) for v in seen)
        ]
        self.recorded = {d for d, _ in self.all} | {d for d, x in self.days if x.cramp_free}

    def age(self, day):
        return (self.as_of - day).days

    def last(self, cramps, days, since=0):
        return [(d, e) for d, e in cramps if since <= self.age(d) < since + days]

    def tier(self):
        return max(self.rules().values(), default=None)

    def rules(self):
        return {**self.signs(), **self.patterns(), **self.contexts()}

    def takes(self, *codes):
        taken = [m for m in self.background.medicines if m.started_on is None or m.started_on <= self.as_of]
        return any(m.code in codes for m in taken)

    def contexts(self):
        had, said = bool(self.last(self.open, 28)), self.background
        is_pregnant = said.pregnant and (said.due_on is None or -280 <= self.age(said.due_on) <= 42)
        found = {
            "context:medicine": self.takes(*(code for code in MedicineKind if code not in UNLINKED)),
            "context:condition": any(code not in UNLINKED for code in said.conditions),
            "context:pregnant": is_pregnant,
            "context:dialysis": "dialysis" in said.conditions,
        }
        return {rule: MENTION for rule, holds in found.items() if holds and had}

    def signs(self):
        def ticked(code):
            days = [d for d, e in self.open if code in (e.signs or ())]
            days += [d for d, x in self.open_days if code in x.signs]
            if code == "heat_over_hour" and {"heart_disease", "low_salt_diet"} & self.background.conditions:
                days += [d for d, e in self.open if "heat" in (e.triggers or ())]
            return [d for d in days if self.age(d) <= 27]

        def in_muscle(*muscles):
            return [d for d, e in self.open if e.muscle in muscles and self.age(d) <= 27]

        found = {}
        for code, sign in SIGNS.items():
            if days := ticked(code):
                tier = sign.tier
                if code == "skin_change" and "diabetes" in self.background.conditions:
                    tier = URGENT
                if code == "fell_hit_head" and self.takes("blood_thinner"):
                    tier = EMERGENCY
                found[f"sign:{code}"] = aged(tier, self.age(max(days)))
        for muscle, sign in MUSCLE_SIGNS.items():
            if days := in_muscle(muscle):
                found[f"muscle:{muscle}"] = aged(sign.tier, self.age(max(days)))
        running = [d for d, e in self.open if e.duration_source == "running" and e.easing is False]
        if any(self.age(d) <= 1 for d in running):
            found["still-cramping"] = URGENT
        spasms = in_muscle("arm", "hand", "belly", "back", "chest") + ticked("widespread_cramps")
        after = [s for s in spasms for w in ticked("dirty_wound") if 0 <= (s - w).days <= 21]
        if after:
            found["combo:wound-spasms"] = aged(EMERGENCY, self.age(max(after)))
        weak = ticked("wasting") + ticked("new_weakness")
        if ticked("twitching") and weak:
            found["combo:twitching-weakness"] = aged(URGENT, self.age(max(ticked("twitching") + weak)))
        return found

    def patterns(self):
        of_open, of_all = self.true_of(self.open), self.true_of(self.all)
        if "frequent" in of_all:
            of_all = {**of_all, "frequent-month": MENTION}
        both = {rule: tier for rule, tier in of_open.items() if rule in of_all}
        if any(self.quietens(visit) for visit in self.seen):
            return dict.fromkeys(both, MENTION)
        return both

    def true_of(self, cramps):
        found = {}
        month, fortnight = self.last(cramps, 28), self.last(cramps, 14)
        weeks = [self.last(cramps, 7), self.last(cramps, 7, 7)]
        if any(e.seconds is not None and e.seconds > 600 for _, e in month):
            found["long-cramp"] = ROUTINE
        if all(len({d for d, _ in week}) >= 3 for week in weeks):
            found["frequent"] = ROUTINE
        elif len(month) >= 6:
            found["frequent-month"] = MENTION
        woken = [d for d, e in month if e.woke_me or (e.woke_me is None and e.activity == "asleep")]
        nights = {d for d in woken if woken.count(d) >= 2}
        each_week = [{d for d in woken if since <= self.age(d) < since + 7} for since in (0, 7)]
        if all(len(week) >= 2 for week in each_week) or len(nights) >= 2:
            found["sleep"] = ROUTINE
        for least, days in ((7, 4), (9, 2)):
            met = [(d, e) for d, e in month if e.severity is not None and e.severity >= least]
            if len({d for d, _ in met}) >= days:
                found["severe"] = MENTION if all(e.in_sport for _, e in met) else ROUTINE
                break
        if self.rising(cramps):
            found["rising"] = MENTION if all(e.in_sport for _, e in fortnight) else ROUTINE
        rated = [(d, e.severity) for d, e in cramps if e.severity is not None]
        if len(rated) >= 15 and all(self.age(d) < 28 for d, _ in rated[-5:]):
            now, before = sum(s for _, s in rated[-5:]), sum(s for _, s in rated[-15:-5])
            if 2 * now >= before + 20 and now >= 25:
                found["pain-rising"] = MENTION
        tried = [(d, e) for d, e in month if e.helped is not None][-3:]
        if len(tried) == 3 and len({d for d, _ in tried}) >= 2 and not any(e.helped for _, e in tried):
            found["nothing-helps"] = ROUTINE
        asked = [e for _, e in month if e.triggers is not None]
        if len(asked) >= 4 and all(e.triggers == () for e in asked):
            found["no-trigger"] = MENTION
        if self.routine_fails(cramps):
            found["routine-not-helping"] = ROUTINE
        return found

    def rising(self, cramps):
        def cramp_days(since):
            return len({d for d, _ in self.last(cramps, 14, since)})

        counting = []
        for since in (14, 28, 42):
            first = self.as_of - timedelta(days=since + 13)
            recorded = [d for d in self.recorded if since <= self.age(d) < since + 14]
            if recorded and first >= min(self.recorded):
                if any(v.date >= first for v in self.seen):
                    return False
                counting.append(cramp_days(since))
        return bool(counting) and cramp_days(0) >= 5 and cramp_days(0) * len(counting) >= 2 * sum(counting)

    def routine_fails(self, cramps):
        stretched = {d for d, x in self.days if x.stretched}
        noted = self.recorded | {d for d, x in self.days if x.stretched is not None}
        if any(sum(week <= self.age(d) < week + 7 for d in stretched) < 4 for week in range(0, 42, 7)):
            return False
        if any(sum(since <= self.age(d) < since + 14 for d in noted) < 7 for since in (0, 42)):
            return False
        now, before = len(self.last(cramps, 14)), len(self.last(cramps, 14, 42))
        return before >= 4 and now > 0.75 * before

    def quietens(self, visit):
        age = self.age(visit.date)
        before = [(d, e) for d, e in self.all if 1 <= (visit.date - d).days <= 28]
        recorded = {d for d in self.recorded if 1 <= (visit.date - d).days <= 28}
        if age > 182 or len(recorded) < 14:
            return False
        now = self.last(self.all, 28)
        pains, pains_before = ([e.severity for _, e in part if e.severity is not None] for part in (now, before))
        more = len(now) >= 1.5 * len(before) and len(now) >= len(before) + 4
        worse = len(pains) >= 4 and len(pains_before) >= 4
        worse = worse and sum(pains) * len(pains_before) - sum(pains_before) * len(pains) >= 2 * len(pains) * len(
            pains_before
        )
        return not (age >= 28 and (more or worse))


def rules_on(diary, day, today):
    """The rules that hold on a day with their tiers, in words."""
    oracle = Oracle(diary, today, day, [visit for visit in diary.seen if visit.date <= day])
    return {rule: CODES[tier] for rule, tier in oracle.rules().items()}


def turns_between(diary, first, last, today):
    """The history as triples of date, tier and the set of rules."""

    def tier(day, before=None):
        seen = [visit for visit in diary.seen if visit.date <= day and (before is None or visit.date < before)]
        return Oracle(diary, today, day, seen).tier() or 0

    turns, day = [], first
    tiers = {first - timedelta(days=back): tier(first - timedelta(days=back)) for back in range(1, 15)}
    while day <= last:
        now = tiers[day] = tier(day)
        earlier = [tiers[day - timedelta(days=back)] for back in range(1, 15)]
        if any(visit.date == day for visit in diary.seen) and now < tier(day, before=day):
            turns.append((day, CODES[now or None], {"visit"}))
        if now > earlier[0] and (now >= URGENT or now > max(earlier)):
            rules = {rule for rule, code in rules_on(diary, day, today).items() if code == CODES[now]}
            turns.append((day, CODES[now], rules))
        day += timedelta(days=1)
    return turns
