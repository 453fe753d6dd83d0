from django.contrib.auth.views import LogoutView
from django.urls import path

from bluestem.accounts.web import entrance, settings_pages

app_name = "accounts"
urlpatterns = [
    path("", settings_pages.first_page, name="settings"),
    path("sign-in/", entrance.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(http_method_names=["post"]), name="sign_out"),
    path("profile/", settings_pages.profile, name="profile"),
    path("devices/", settings_pages.devices, name="devices"),
    path("devices/end/", settings_pages.sign_out_device, name="sign_out_device"),
    path("my-data/", settings_pages.my_data, name="my_data"),
    path("my-data/export/", settings_pages.export, name="export"),
    path("my-data/delete/", settings_pages.delete_account, name="delete_account"),
]
