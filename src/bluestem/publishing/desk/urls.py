from django.urls import path

from bluestem.publishing.desk import deeds, records, review, worklist

app_name = "publishing_desk"
urlpatterns = [
    path("", worklist.worklist_page, name="worklist"),
    path("deeds/", deeds.deeds_page, name="deeds"),
    path("history/<slug:kind>/<int:pk>/", records.history_page, name="history"),
    path("history/<slug:kind>/<int:pk>/restore/<int:number>/", records.restore_revision, name="restore"),
    path("history/<slug:kind>/<int:pk>/plan/", records.plan_record, name="plan"),
    path("history/<slug:kind>/<int:pk>/plan/<int:plan_pk>/cancel/", records.cancel_record_plan, name="cancel_plan"),
    path("<uuid:uuid>/", review.review_page, name="review"),
    path("<uuid:uuid>/<slug:what>/", review.decide, name="decide"),
]
