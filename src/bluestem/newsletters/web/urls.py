from django.urls import path

from bluestem.newsletters.web import views

app_name = "newsletters"
urlpatterns = [
    path("newsletter/subscribe/", views.subscribe, name="subscribe"),
    path("newsletter/subscribe/asked/", views.asked, name="asked"),
    path("newsletter/confirm/<str:token>/", views.confirm, name="confirm"),
    path("newsletter/<slug:slug>/", views.issue, name="issue"),
]
