from django.contrib.auth.views import LogoutView
from django.urls import path

from bluestem.accounts.web import settings_pages, views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(http_method_names=["post"]), name="sign_out"),
    path("profile/", settings_pages.profile, name="profile"),
]
