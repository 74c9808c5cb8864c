"""The diary in Django's admin: for a self-hoster who has to mend something, not for reading people's diaries."""

from django.contrib import admin

from diary.models import Cramp, Day, HealthContext, Medicine, Visit


@admin.register(Cramp)
class CrampAdmin(admin.ModelAdmin):
    """Cramps, without the words that people wrote about them."""

    list_display = ["uuid", "owner", "day", "deleted_at"]
    list_filter = ["deleted_at"]
    raw_id_fields = ["owner"]
    exclude = ["note", "signs", "triggers"]


@admin.register(Day)
class DayAdmin(admin.ModelAdmin):
    """Days, without the words that people wrote about them."""

    list_display = ["date", "owner"]
    raw_id_fields = ["owner"]
    exclude = ["note", "signs"]


@admin.register(Visit)
class VisitAdmin(admin.ModelAdmin):
    """Visits, without the words that people wrote about them."""

    list_display = ["date", "owner"]
    raw_id_fields = ["owner"]
    exclude = ["note", "come_back_if"]


@admin.register(HealthContext)
class HealthContextAdmin(admin.ModelAdmin):
    """That somebody said something about their health, without what it was."""

    list_display = ["owner"]
    raw_id_fields = ["owner"]
    exclude = ["pregnant", "due_on", "conditions"]


@admin.register(Medicine)
class MedicineAdmin(admin.ModelAdmin):
    """That somebody has medicines on their list, without which."""

    list_display = ["pk", "owner"]
    raw_id_fields = ["owner"]
    exclude = ["code", "name", "started_on"]
