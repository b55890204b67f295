"""Addresses of processes and meetings."""

from django.urls import include, path
from django.views.decorators.http import conditional_page, require_safe

from rostrum.meetings import audit_views, feeds, mission_views, planning_views, role_views, views

app_name = "meetings"
planning = [
    path("", planning_views.plan, name="plan"),
    path("facts/", planning_views.edit_process, name="edit_process"),
    path("meetings/new/", planning_views.convene_meeting, name="convene_meeting"),
    path("phases/new/", planning_views.add_phase, name="add_phase"),
    path("phases/<int:pk>/", planning_views.edit_phase, name="edit_phase"),
    path("phases/<int:pk>/remove/", planning_views.remove_phase, name="remove_phase"),
    path("offices/new/", planning_views.add_office, name="add_office"),
    path("offices/<slug:office>/", planning_views.edit_office, name="edit_office"),
    path("offices/<slug:office>/remove/", planning_views.remove_office, name="remove_office"),
    path("offices/<slug:office>/holders/new/", planning_views.add_holding, name="add_holding"),
    path("holders/<int:pk>/", planning_views.edit_holding, name="edit_holding"),
    path("holders/<int:pk>/remove/", planning_views.remove_holding, name="remove_holding"),
    path("undo/<str:token>/", planning_views.undo, name="undo"),
]
urlpatterns = [
    path("", views.home, name="home"),
    path("processes/<slug:slug>/", views.process, name="process"),
    path("processes/<slug:slug>/calendar.ics", views.process_calendar, name="process_calendar"),
    path(
        "processes/<slug:slug>/feed.atom",
        require_safe(conditional_page(feeds.ProcessFeed())),
        name="process_feed",
    ),
    path("meetings/<slug:slug>/", views.meeting, name="meeting"),
    path("meetings/<slug:slug>/calendar.ics", views.meeting_calendar, name="meeting_calendar"),
    path(
        "meetings/<slug:slug>/feed.atom",
        require_safe(conditional_page(feeds.MeetingFeed())),
        name="meeting_feed",
    ),
    path("meetings/<slug:slug>/facts/", planning_views.edit_meeting, name="edit_meeting"),
    path("meetings/<slug:slug>/roles/", role_views.roles, name="roles"),
    path("meetings/<slug:slug>/roles/<int:pk>/take/", role_views.take_role, name="take_role"),
    path("meetings/<slug:slug>/audit/", audit_views.audit, name="audit"),
    path("meetings/<slug:slug>/audit.csv", audit_views.audit_csv, name="audit_csv"),
    path("plan/processes/new/", planning_views.begin_process, name="begin_process"),
    path("plan/missions/", mission_views.missions, name="missions"),
    path("plan/venues/", planning_views.venues, name="venues"),
    path("plan/venues/new/", planning_views.add_venue, name="add_venue"),
    path("plan/venues/<int:pk>/", planning_views.edit_venue, name="edit_venue"),
    path("plan/venues/<int:pk>/rooms/new/", planning_views.add_room, name="add_room"),
    path("plan/rooms/<int:pk>/", planning_views.rename_room, name="rename_room"),
    path("plan/rooms/<int:pk>/remove/", planning_views.remove_room, name="remove_room"),
    path("processes/<slug:slug>/plan/", include(planning)),
]
