"""The access matrix: every address, every standing person, what they get.

One line an address and method. GET also says what HEAD answers; a method that has no line is 405,
or the login page for whom no page knows. 404 is "not there or not yours", 422 a refusal that says
why and shows nothing. The people, in order: the owner of the record, the superior (away, so above
the acting one today), the superior's superior, the acting superior, the superior of last month, a
colleague of the unit, the admin of the OPD, of another OPD, BKPSDM, inspectorate, leader, an ended
account, a visitor. What a 302 or 200 did to whom is proved by test_swaps.py and the areas.
"""

from collections.abc import Mapping

Codes = tuple[int, ...]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

_TABLE = """
#                                 own sup hig act for pee opd oth per ins lea end vis
account_login               GET   302 302 302 302 302 302 302 302 302 302 302 200 200
account_login               POST  302 302 302 302 302 302 302 302 302 302 302 302 302
account_logout              GET   200 200 200 200 200 200 200 200 200 200 200 302 302
account_logout              POST  302 302 302 302 302 302 302 302 302 302 302 302 302
account_reauthenticate      GET   200 200 200 200 200 200 200 200 200 200 200 302 302
account_reauthenticate      POST  302 302 302 302 302 302 302 302 302 302 302 302 302
attendance:answer           POST  302 422 422 422 422 422 422 422 422 422 422 302 302
attendance:close            POST  404 404 404 404 404 404 302 422 302 404 404 302 302
attendance:decide           POST  404 422 422 302 422 404 404 404 422 404 404 302 302
attendance:download         GET   200 200 200 200 200 200 200 200 200 200 200 302 302
attendance:mine             GET   200 200 200 200 200 200 200 200 200 200 200 302 302
attendance:person           GET   302 200 200 200 404 404 200 404 200 404 404 302 302
attendance:person_schedule  GET   200 200 200 200 404 404 200 404 200 200 404 302 302
attendance:person_schedule  POST  404 404 404 404 404 404 302 404 302 404 404 302 302
attendance:person_schedule_end POST  404 404 404 404 404 404 302 404 302 404 404 302 302
attendance:proof            GET   200 200 200 200 404 404 404 404 404 404 404 302 302
attendance:ramadan          POST  404 404 404 404 404 404 404 404 302 404 404 302 302
attendance:recap            GET   404 404 404 404 404 404 200 200 200 404 200 302 302
attendance:recap_file       GET   404 404 404 404 404 404 200 200 200 404 200 302 302
attendance:reopen           POST  404 404 404 404 404 404 302 422 302 404 404 302 302
attendance:roster           GET   404 200 200 200 404 404 200 404 200 404 404 302 302
attendance:roster           POST  404 302 302 302 404 404 302 404 302 404 404 302 302
attendance:rosters          GET   404 302 302 302 200 404 302 200 302 404 404 302 302
attendance:say              POST  302 422 422 422 422 422 422 422 422 422 422 302 302
attendance:schedule_define  GET   404 404 404 404 404 404 404 404 200 404 404 302 302
attendance:schedule_define  POST  404 404 404 404 404 404 404 404 302 404 404 302 302
attendance:schedule_settings GET   200 200 200 200 200 200 200 200 200 200 200 302 302
attendance:schedules        GET   200 200 200 200 200 200 200 200 200 200 200 302 302
attendance:team             GET   404 200 200 200 200 404 404 404 404 404 404 302 302
attendance:team_file        GET   404 200 200 200 200 404 404 404 404 404 404 302 302
attendance:tolerance        POST  404 404 404 404 404 404 404 404 302 404 404 302 302
attendance:tolerance_sign   POST  404 404 404 404 404 404 404 404 302 404 302 302 302
attendance:tolerance_withdraw POST  404 404 404 404 404 404 404 404 302 404 404 302 302
attendance:unit_days        POST  404 404 404 404 404 404 302 404 302 404 404 302 302
attendance:unit_days_drop   POST  404 404 404 404 404 404 302 404 302 404 404 302 302
attendance:unit_schedule    GET   200 200 200 200 200 200 200 200 200 200 200 302 302
attendance:unit_schedule    POST  404 404 404 404 404 404 302 404 302 404 404 302 302
attendance:unit_schedule_end POST  404 404 404 404 404 404 302 404 302 404 404 302 302
attendance:withdraw         POST  302 422 422 422 422 422 422 422 422 422 422 302 302
calendars:decide            POST  404 404 404 404 404 404 404 404 302 404 404 302 302
calendars:year              GET   200 200 200 200 200 200 200 200 200 200 200 302 302
calendars:year              POST  422 422 422 422 422 422 422 422 302 422 422 302 302
checkin:answer              POST  404 422 422 302 422 404 404 404 404 404 404 302 302
checkin:checks              GET   404 200 200 200 200 404 404 404 404 404 404 302 302
checkin:decide              POST  404 302 302 302 422 404 302 422 302 404 404 302 302
checkin:enter               GET   404 200 200 200 200 404 200 200 200 404 404 302 302
checkin:enter               POST  404 302 302 302 422 404 302 422 302 404 404 302 302
checkin:entries             GET   404 200 200 200 200 404 200 200 200 404 404 302 302
checkin:examine             POST  404 404 404 404 404 404 404 404 302 302 404 302 302
checkin:here                GET   200 200 200 200 200 200 200 200 200 200 200 302 302
checkin:here                POST  302 302 302 302 302 302 302 302 302 302 302 302 302
checkin:key                 GET   200 200 200 200 200 200 200 200 200 200 200 200 200
checkin:kiosk               GET   302 302 302 302 302 302 302 302 302 302 302 302 302
checkin:kiosk               POST  302 302 302 302 302 302 302 302 302 302 302 302 302
checkin:means               GET   200 200 200 200 200 200 200 200 200 200 200 302 302
checkin:office              GET   404 404 404 404 404 404 200 404 200 404 404 302 302
checkin:offices             GET   404 404 404 404 404 404 200 200 200 404 404 302 302
checkin:pair                POST  302 302 302 302 302 302 302 302 302 302 302 302 302
checkin:patterns            GET   404 404 404 404 404 404 404 404 200 200 404 302 302
checkin:personal_code       POST  302 302 302 302 302 302 302 302 302 302 302 302 302
checkin:phone               POST  302 302 302 302 302 302 302 302 302 302 302 302 302
checkin:phone_decide        POST  404 404 404 404 404 404 302 422 302 404 404 302 302
checkin:phone_end           POST  302 422 422 422 422 422 422 422 422 422 422 302 302
checkin:photo               GET   200 200 200 200 404 404 404 404 404 404 404 302 302
checkin:place               POST  404 404 404 404 404 404 302 422 302 404 404 302 302
checkin:screen              GET   200 200 200 200 200 200 200 200 200 200 200 200 200
checkin:screen_add          POST  404 404 404 404 404 404 200 422 200 404 404 302 302
checkin:screen_key          POST  404 404 404 404 404 404 302 422 302 404 404 302 302
checkin:screen_pair         POST  404 404 404 404 404 404 200 422 200 404 404 302 302
checkin:screen_revoke       POST  404 404 404 404 404 404 302 422 302 404 404 302 302
devices:adjust              POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:approve             POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:ask                 POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:columns             POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:confirm             POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:device              GET   404 404 404 404 404 404 200 404 200 200 404 302 302
devices:drop                POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:everything          POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:health              GET   404 404 404 404 404 404 200 200 200 200 404 302 302
devices:held_csv            GET   404 404 404 404 404 404 200 200 200 404 404 302 302
devices:held_drop           POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:held_lines          GET   404 404 404 404 404 404 200 404 200 404 404 302 302
devices:history             GET   404 404 404 404 404 404 200 200 200 404 404 302 302
devices:pair                GET   404 404 404 404 404 404 200 404 200 404 404 302 302
devices:pair                POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:pin_end             POST  404 404 404 404 404 404 302 422 302 404 404 302 302
devices:pin_ignore          POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:pin_notice          POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:pins                GET   404 404 404 404 404 404 200 200 200 404 404 302 302
devices:quarantine          GET   404 404 404 404 404 404 200 200 200 404 404 302 302
devices:register            GET   404 404 404 404 404 404 200 200 200 404 404 302 302
devices:register            POST  404 404 404 404 404 404 302 422 302 404 404 302 302
devices:retire              POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:shift               POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:take                POST  404 404 404 404 404 404 302 404 302 404 404 302 302
devices:upload              GET   404 404 404 404 404 404 200 200 200 404 404 302 302
devices:upload              POST  404 404 404 404 404 404 302 422 302 404 404 302 302
devices:upload_page         GET   404 404 404 404 404 404 200 404 200 404 404 302 302
devices:withdraw            POST  404 404 404 404 404 404 302 404 302 404 404 302 302
documents:check             GET   200 200 200 200 200 200 200 200 200 200 200 200 200
documents:check_paper       GET   200 200 200 200 200 200 200 200 200 200 200 200 200
documents:check_paper       POST  302 302 302 302 302 302 302 302 302 302 302 302 302
documents:check_paper_code  GET   200 200 200 200 200 200 200 200 200 200 200 200 200
documents:job               GET   200 404 404 404 404 404 404 404 404 404 404 302 302
documents:job_file          GET   200 404 404 404 404 404 404 404 404 404 404 302 302
documents:jobs              GET   200 200 200 200 200 200 200 200 200 200 200 302 302
documents:keys              GET   200 200 200 200 200 200 200 200 200 200 200 200 200
evaluation:announce_calibration POST  404 302 404 302 404 404 404 404 404 404 404 302 302
evaluation:calibration      GET   404 200 200 200 200 404 404 404 404 404 404 302 302
evaluation:cancel_calibration POST  404 302 302 302 422 404 404 404 404 404 404 302 302
evaluation:explain_spread   POST  404 302 302 302 404 404 404 404 404 404 404 302 302
evaluation:mirror           GET   404 200 404 404 404 404 404 404 404 404 404 302 302
evaluation:period           GET   404 404 404 404 404 404 200 200 200 404 404 302 302
evaluation:period_close     POST  404 404 404 404 404 404 404 404 302 404 404 302 302
evaluation:period_complete  POST  404 404 404 404 404 404 404 404 302 404 404 302 302
evaluation:period_days      POST  404 404 404 404 404 404 404 404 302 404 404 302 302
evaluation:period_extend    POST  404 404 404 404 404 404 404 404 302 404 404 302 302
evaluation:period_open      GET   404 404 404 404 404 404 200 200 200 404 404 302 302
evaluation:period_open      POST  404 404 404 404 404 404 422 422 302 404 404 302 302
evaluation:period_remind    POST  404 404 404 404 404 404 302 302 302 404 404 302 302
evaluation:periods          GET   404 404 404 404 404 404 200 200 200 404 404 302 302
evaluation:position         GET   200 200 200 200 200 200 200 200 200 200 200 302 302
evaluation:print            POST  200 200 200 200 404 404 200 404 200 422 404 302 302
evaluation:print_many       GET   404 200 200 200 200 404 200 200 200 404 404 302 302
evaluation:print_many       POST  404 302 302 302 422 404 302 422 302 404 404 302 302
evaluation:spread           GET   404 200 200 200 200 404 200 200 200 200 200 302 302
evaluation:unit_rating      GET   404 404 200 404 404 404 404 404 200 404 404 302 302
evaluation:unit_rating      POST  404 404 302 404 404 404 404 404 302 404 404 302 302
evaluation:unit_ratings     GET   404 200 200 200 200 404 200 200 200 200 200 302 302
followup:answer             POST  404 302 422 404 404 404 422 404 422 404 404 302 302
followup:award              GET   200 200 200 200 404 404 404 404 200 404 404 302 302
followup:award_decide       POST  422 422 422 422 404 404 404 404 302 404 404 302 302
followup:award_withdraw     POST  422 422 422 302 404 404 404 404 422 404 404 302 302
followup:boxes              GET   404 404 404 404 404 404 404 404 200 404 404 302 302
followup:boxes              POST  404 404 404 404 404 404 404 404 302 404 404 302 302
followup:boxes_file         GET   404 404 404 404 404 404 404 404 200 404 404 302 302
followup:close              POST  404 302 422 422 404 404 422 404 422 404 404 302 302
followup:credit             GET   404 404 404 404 404 404 200 200 200 404 404 302 302
followup:credit_file        GET   404 404 404 404 404 404 200 200 200 404 404 302 302
followup:decide             POST  404 404 404 302 404 404 404 404 422 404 404 302 302
followup:desk               GET   404 404 404 404 404 404 200 200 200 404 404 302 302
followup:difference         GET   404 404 404 200 404 404 404 404 200 404 404 302 302
followup:files              GET   404 404 404 404 404 404 200 200 200 404 404 302 302
followup:files              POST  404 404 404 404 404 404 302 302 302 404 404 302 302
followup:forward            POST  404 404 404 404 422 404 404 422 302 404 404 302 302
followup:grade_file         GET   404 404 404 404 404 404 404 404 200 404 404 302 302
followup:grades_download    GET   404 404 404 404 404 404 200 200 200 404 404 302 302
followup:improvement        GET   200 200 200 200 404 404 200 404 200 404 404 302 302
followup:mend               GET   404 404 200 404 404 404 404 404 404 404 404 302 302
followup:mend               POST  404 404 302 404 404 404 404 404 404 404 404 302 302
followup:mine               GET   200 200 200 200 200 200 200 200 200 200 200 302 302
followup:note               POST  302 422 422 302 404 404 422 404 422 404 404 302 302
followup:note_answer        POST  302 404 404 422 404 404 404 404 404 404 404 302 302
followup:person             GET   200 200 200 200 404 404 200 404 200 404 404 302 302
followup:propose            GET   404 404 404 200 404 404 404 404 404 404 404 302 302
followup:propose            POST  404 404 404 302 404 404 404 404 404 404 404 302 302
followup:propose_award      GET   404 404 404 200 404 404 404 404 404 404 404 302 302
followup:propose_award      POST  404 404 404 302 404 404 404 404 404 404 404 302 302
followup:sign               POST  404 404 404 404 404 404 404 404 302 404 302 302 302
followup:start              POST  404 422 302 404 404 404 422 404 422 404 404 302 302
followup:stop               POST  422 422 422 302 404 404 422 404 302 404 404 302 302
followup:team               GET   404 200 200 200 200 404 404 404 404 404 404 302 302
followup:terms              GET   200 200 200 200 200 200 200 200 200 200 200 302 302
followup:terms              POST  422 422 422 422 422 422 422 422 302 422 422 302 302
followup:test               POST  422 422 422 302 404 404 422 404 422 404 404 302 302
followup:test_answer        POST  404 422 422 302 404 404 422 404 422 404 404 302 302
followup:withdraw           POST  404 404 404 404 404 404 404 404 302 404 404 302 302
home:account                GET   200 200 200 200 200 200 200 200 200 200 200 302 302
home:counts                 GET   200 200 200 200 200 200 200 200 200 200 200 302 302
home:inspectorate           GET   404 404 404 404 404 404 404 404 404 200 404 302 302
home:notices                GET   200 200 200 200 200 200 200 200 200 200 200 302 302
home:notices_read           POST  302 302 302 302 302 302 302 302 302 302 302 302 302
home:overview               GET   404 404 404 404 404 404 404 404 404 404 200 302 302
home:queue                  GET   404 404 404 404 404 404 200 200 200 404 404 302 302
home:start                  GET   302 302 302 302 302 302 302 302 302 302 302 302 302
home:team                   GET   404 200 200 200 200 404 404 404 404 404 404 302 302
home:team_export            GET   404 200 200 200 200 404 404 404 404 404 404 302 302
home:team_row               GET   404 404 404 200 404 404 404 404 404 404 404 302 302
home:team_summary           GET   404 200 200 200 200 404 404 404 404 404 404 302 302
home:today                  GET   200 200 200 200 200 200 200 200 200 200 200 302 302
home:waiting                GET   200 200 200 200 200 200 200 200 200 200 200 302 302
leave:advise                POST  422 422 422 302 404 404 422 404 422 404 404 302 302
leave:ask                   GET   200 200 200 200 200 200 200 200 200 200 200 302 302
leave:ask                   POST  302 302 302 302 302 302 302 302 302 302 302 302 302
leave:attach                POST  302 422 422 422 404 404 422 404 422 404 404 302 302
leave:attachment            GET   200 404 404 404 404 404 404 404 404 404 404 302 302
leave:cancel                POST  302 422 422 422 404 404 422 404 422 404 404 302 302
leave:colleagues            GET   200 200 200 200 200 200 200 200 200 200 200 302 302
leave:decide                POST  422 422 422 422 404 404 422 404 302 404 404 302 302
leave:end                   POST  302 422 422 422 404 404 422 404 422 404 404 302 302
leave:granting              POST  404 404 404 404 404 404 404 404 302 404 404 302 302
leave:issue                 GET   404 200 200 200 200 404 200 200 200 404 404 302 302
leave:issue                 POST  404 302 302 302 422 404 302 422 302 404 404 302 302
leave:letter                GET   200 200 200 200 404 404 200 404 200 404 404 302 302
leave:letter_cancel         POST  404 302 302 302 404 404 302 404 302 404 404 302 302
leave:letter_end            POST  404 302 302 302 404 404 302 404 302 404 404 302 302
leave:letter_file           GET   200 200 200 200 404 404 200 404 200 404 404 302 302
leave:letters               GET   200 200 200 200 200 200 200 200 200 200 200 302 302
leave:mend                  GET   200 404 404 404 404 404 404 404 404 404 404 302 302
leave:mend                  POST  302 404 404 404 404 404 404 404 404 404 404 302 302
leave:mine                  GET   200 200 200 200 200 200 200 200 200 200 200 302 302
leave:people                GET   404 404 404 404 404 404 200 200 200 404 404 302 302
leave:record                GET   404 200 200 200 404 404 200 404 200 404 404 302 302
leave:record                POST  404 422 422 422 404 404 302 404 302 404 404 302 302
leave:request               GET   200 200 200 200 404 404 200 404 200 404 404 302 302
leave:rules                 GET   200 200 200 200 200 200 200 200 200 200 200 302 302
leave:sign                  POST  404 404 404 404 404 404 404 404 302 404 404 302 302
leave:team                  GET   404 200 200 200 200 404 404 404 404 404 404 302 302
leave:withdraw              POST  302 422 422 422 404 404 422 404 422 404 404 302 302
objections:add              POST  302 404 422 404 404 404 404 404 422 422 404 302 302
objections:answer           POST  422 302 422 404 404 404 404 404 422 422 404 302 302
objections:assign           POST  422 404 404 404 404 404 404 404 302 422 404 302 302
objections:attachment       GET   200 200 200 404 404 404 404 404 404 404 404 302 302
objections:cases            GET   200 200 200 200 200 200 200 200 200 200 200 302 302
objections:decide           POST  422 422 302 404 404 404 404 404 422 422 404 302 302
objections:file             GET   200 404 404 404 404 404 404 404 404 404 404 302 302
objections:file             POST  302 404 404 404 404 404 404 404 404 404 404 302 302
objections:hear             POST  422 422 302 404 404 404 404 404 422 422 404 302 302
objections:mine             GET   200 200 200 200 200 200 200 200 200 200 200 302 302
objections:objection        GET   200 404 200 404 404 404 404 404 200 200 404 302 302
objections:paper            GET   200 200 200 404 404 404 404 404 200 404 404 302 302
objections:take             POST  422 404 302 404 404 404 404 404 422 422 404 302 302
objections:terms            GET   200 200 200 200 200 200 200 200 200 200 200 302 302
objections:terms_propose    POST  404 404 404 404 404 404 404 404 302 404 404 302 302
objections:terms_sign       POST  404 404 404 404 404 404 404 404 302 404 302 302 302
objections:terms_withdraw   POST  404 404 404 404 404 404 404 404 302 404 404 302 302
objections:watch            GET   404 404 404 404 404 404 404 404 200 200 404 302 302
objections:withdraw         POST  302 404 422 404 404 404 404 404 422 422 404 302 302
organization:acting         POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:acting_end     POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:choose         GET   404 404 404 404 404 404 200 200 200 404 404 302 302
organization:grant          POST  404 404 404 404 404 404 404 404 302 404 404 302 302
organization:grant_end      POST  404 404 404 404 404 404 404 404 302 404 404 302 302
organization:hire           POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:import         GET   404 404 404 404 404 404 200 404 200 404 404 302 302
organization:import_apply   POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:import_discard POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:import_doubts  POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:import_errors  GET   404 404 404 404 404 404 200 404 200 404 404 302 302
organization:import_example GET   404 404 404 404 404 404 200 200 200 404 404 302 302
organization:import_row     POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:imports        GET   404 404 404 404 404 404 200 200 200 404 404 302 302
organization:imports        POST  404 404 404 404 404 404 302 302 302 404 404 302 302
organization:move           POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:people         GET   200 200 200 200 200 200 200 200 200 200 200 302 302
organization:person         GET   200 200 200 200 404 404 200 404 200 404 404 302 302
organization:position_add   POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:rank           POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:rehearsal      GET   404 404 404 404 404 404 200 200 200 404 404 302 302
organization:standing       POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:superior       POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:superior_clear POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:unit           GET   200 200 200 200 200 200 200 200 200 200 200 302 302
organization:unit_add       POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:unit_close     POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:unit_merge     POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:unit_move      POST  404 404 404 404 404 404 302 404 302 404 404 302 302
organization:unit_rename    POST  404 404 404 404 404 404 302 404 302 404 404 302 302
planning:annex              POST  302 422 422 422 404 404 422 404 422 404 404 302 302
planning:answer_proposal    POST  302 404 404 422 404 404 404 404 404 404 404 302 302
planning:approve            POST  404 422 422 302 404 404 404 404 404 404 404 302 302
planning:asks               GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:awaiting           GET   404 200 200 200 200 404 404 404 404 404 404 302 302
planning:bring              GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:bring              POST  302 302 302 302 302 302 302 302 302 302 302 302 302
planning:change_template    GET   404 404 404 200 404 404 404 404 404 404 404 302 302
planning:change_template    POST  404 404 404 302 404 404 404 404 404 404 404 302 302
planning:copy               POST  302 422 422 422 404 404 422 404 422 404 404 302 302
planning:decline_file_plan  POST  302 404 404 404 404 404 404 404 404 404 404 302 302
planning:discard            POST  302 422 422 422 404 404 422 404 422 404 404 302 302
planning:discuss_cell       POST  302 422 422 422 422 422 422 422 422 422 422 302 302
planning:drop_file          POST  302 404 404 404 404 404 404 404 404 404 404 302 302
planning:example            GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:expect             POST  404 422 422 302 404 404 404 404 404 404 404 302 302
planning:export             GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:file               GET   200 404 404 404 404 404 404 404 404 404 404 302 302
planning:file_plan          GET   200 404 404 404 404 404 404 404 404 404 404 302 302
planning:fill               POST  404 422 422 302 404 404 404 404 404 404 404 302 302
planning:make_template      GET   404 200 200 200 200 404 200 200 200 404 404 302 302
planning:make_template      POST  404 302 302 302 302 404 422 422 422 404 404 302 302
planning:matrix             GET   404 200 200 200 200 404 404 404 404 404 404 302 302
planning:mine               GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:plan               GET   200 200 200 200 404 404 200 404 200 404 404 302 302
planning:print              POST  200 200 200 200 404 404 200 404 200 404 404 302 302
planning:read_notes         POST  302 422 422 302 404 404 422 404 422 404 404 302 302
planning:reopen             POST  404 422 422 302 404 404 404 404 404 404 404 302 302
planning:retire_template    POST  404 404 404 302 404 404 404 404 404 404 404 302 302
planning:return             POST  404 422 422 302 404 404 404 404 404 404 404 302 302
planning:revise             POST  302 422 422 422 404 404 422 404 422 404 404 302 302
planning:save               POST  302 422 422 422 404 404 422 404 422 404 404 302 302
planning:say                POST  302 422 422 302 404 404 422 404 422 404 404 302 302
planning:send_cells         POST  404 422 422 302 404 404 404 404 404 404 404 302 302
planning:send_file          POST  404 404 404 302 404 404 404 404 404 404 404 302 302
planning:shape              POST  302 422 422 422 404 404 422 404 422 404 404 302 302
planning:sign_terms         POST  404 404 404 404 404 404 404 404 302 404 302 302 302
planning:start              POST  302 302 302 302 302 302 302 302 302 302 302 302 302
planning:start_template     POST  302 404 404 302 404 302 404 404 404 404 404 302 302
planning:take_cell          POST  302 422 422 422 422 422 422 422 422 422 422 302 302
planning:take_file_plan     POST  302 404 404 404 404 404 404 404 404 404 404 302 302
planning:takeout            GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:template           GET   200 404 404 200 404 200 404 404 404 404 404 302 302
planning:templates          GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:terms              GET   200 200 200 200 200 200 200 200 200 200 200 302 302
planning:terms              POST  422 422 422 422 422 422 422 422 302 422 422 302 302
planning:withdraw           POST  302 422 422 422 404 404 422 404 422 404 404 302 302
planning:withdraw_terms     POST  404 404 404 404 404 404 404 404 302 404 404 302 302
work:answer                 POST  302 422 422 422 422 422 422 422 422 422 422 302 302
work:attach                 POST  302 422 422 422 422 422 422 422 422 422 422 302 302
work:correct                POST  302 422 422 422 422 422 422 422 422 422 422 302 302
work:evidence               GET   200 200 200 200 404 404 404 404 404 404 404 302 302
work:feedback               GET   200 200 200 200 200 200 200 200 200 200 200 302 302
work:feedback               POST  422 302 302 302 422 302 422 422 422 422 422 302 302
work:feedback_read          POST  302 302 302 302 302 302 302 302 302 302 302 302 302
work:file                   GET   200 200 200 200 200 200 200 200 200 200 200 302 302
work:file                   POST  302 422 422 422 422 422 422 422 422 422 422 302 302
work:give                   GET   404 200 200 200 404 200 404 404 404 404 404 302 302
work:reopen                 POST  404 302 302 302 302 404 404 404 404 404 404 302 302
work:report                 GET   200 200 200 200 404 404 404 404 404 404 404 302 302
work:reports                GET   200 200 200 200 200 200 200 200 200 200 200 302 302
work:review                 POST  404 302 302 302 302 404 404 404 404 404 404 302 302
work:withdraw               POST  302 422 422 422 422 422 422 422 422 422 422 302 302
"""


def _read(table: str) -> dict[tuple[str, str], Codes]:
    lines = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    return {(name, method): tuple(map(int, codes)) for name, method, *codes in lines}


MATRIX: Mapping[tuple[str, str], Codes] = _read(_TABLE)
ADDRESSES = sorted({name for name, _ in MATRIX})
PUBLIC = frozenset(
    {
        *("account_login", "documents:check", "documents:keys"),
        *("documents:check_paper", "documents:check_paper_code"),
        *("checkin:screen", "checkin:pair", "checkin:key", "checkin:kiosk"),
    }
)
"""Addresses that ask for no account."""
