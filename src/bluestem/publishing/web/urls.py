from django.urls import path

from bluestem.publishing.web import views, writing

app_name = "publishing"
urlpatterns = [
    path("me/submissions/", views.submissions, name="submissions"),
    path("me/submissions/records/", views.records, name="records"),
    path("me/submissions/new/<slug:kind>/", views.begin, name="begin"),
    path("me/submissions/change/<slug:kind>/<int:pk>/", views.change, name="change"),
    path("me/submissions/confirm/<slug:kind>/<int:pk>/", views.confirm_one, name="confirm"),
    path("me/submissions/<uuid:uuid>/", writing.submission, name="submission"),
    path("me/submissions/<uuid:uuid>/save/", writing.save, name="save"),
    path("me/submissions/<uuid:uuid>/preview/", views.preview, name="preview"),
    path("me/submissions/<uuid:uuid>/take-back/", views.take_back_one, name="take_back"),
    path("me/submissions/<uuid:uuid>/files/<slug:field>/", views.file, name="file"),
]
