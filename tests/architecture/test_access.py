"""Every address of the portal × every role: who gets the page, who is refused, and how."""

import copy

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone

from tests.claim_factories import MINUTE, MONDAY

from .world import the_world, typed

# Five minutes after the decisions, which can still be taken back.
NOW = MONDAY + 5 * MINUTE
COLUMNS = [
    *("nobody", "otto"),
    *("fiona", "uma", "bill", "greta", "cora", "rita"),
    *("ravi", "rosa", "lena", "sam", "adam"),
]

# Each row: method, address, which of Northwind Dublin's claims it is about, and the answer to
#   nobody   somebody who has not signed in
#   otto     signed in, and member of no company
#   fiona, uma, bill, greta   Northwind's incentives admin, incentives user, billing admin, global admin
#   cora     incentives admin of Northwind's Cork office only
#   rita     incentives admin of the rival
#   ravi, rosa, lena, sam   the claim's reviewer, another reviewer, a lead, support
#   adam     administrator of the portal without a part in the process
# in: sent to the sign-in · go: done, or led to the right page · else the status. Of these 403 for nobody is
# the page that keeps the typed text for after the sign-in, 404 is what somebody gets who may not even know
# that the claim is there, and 409 and 422 are the form once more with what is wrong.
TABLE = """
                                                         nob ott fio uma bil gre cor rit rav ros len sam ada
GET  start                                -              200 200 go  go  go  go  go  go  go  go  go  go  go
POST theme                                -              go  go  go  go  go  go  go  go  go  go  go  go  go
POST language                             -              go  go  go  go  go  go  go  go  go  go  go  go  go
POST demo_sign_in                         -              404 404 404 404 404 404 404 404 404 404 404 404 404
GET  gallery                              -              404 404 404 404 404 404 404 404 404 404 404 404 404
GET  accounts:preferences                 -              in  200 200 200 200 200 200 200 200 200 200 200 200
POST accounts:preferences                 -              403 go  go  go  go  go  go  go  go  go  go  go  go
GET  accounts:notices                     -              in  200 200 200 200 200 200 200 200 200 200 200 200
GET  accounts:read_notices                -              in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:read_notices                -              in  go  go  go  go  go  go  go  go  go  go  go  go
GET  accounts:read_notice                 notice         in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:read_notice                 notice         in  404 go  404 404 404 404 404 404 404 404 404 404
GET  accounts:notice_choices              -              in  200 200 200 200 200 200 200 200 200 200 200 200
POST accounts:notice_choices              -              403 go  go  go  go  go  go  go  go  go  go  go  go
GET  accounts:own_company                 -              in  404 go  go  go  go  go  go  403 403 403 403 404
GET  accounts:company                     company        in  404 200 200 200 200 200 404 404 404 404 404 404
GET  accounts:people                      company        in  404 200 200 200 200 200 404 404 404 404 404 404
GET  accounts:invite                      company        in  404 200 403 403 200 200 404 404 404 404 404 404
POST accounts:invite                      company        403 404 go  403 403 go  422 404 404 404 404 404 404
GET  accounts:person                      uma            in  404 200 403 403 200 403 404 404 404 404 404 404
GET  accounts:add_role                    uma            in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:add_role                    uma            403 404 go  403 403 go  403 404 404 404 404 404 404
GET  accounts:change_role                 role           in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:change_role                 role           403 404 go  403 403 go  403 404 404 404 404 404 404
GET  accounts:remove_role                 role           in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:remove_role                 role           in  404 go  403 403 go  403 404 404 404 404 404 404
GET  accounts:remove_person               uma            in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:remove_person               uma            in  404 go  403 403 go  403 404 404 404 404 404 404
GET  accounts:invite_again                invitation     in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:invite_again                invitation     in  404 go  403 403 go  403 404 404 404 404 404 404
GET  accounts:take_back                   invitation     in  405 405 405 405 405 405 405 405 405 405 405 405
POST accounts:take_back                   invitation     in  404 go  403 403 go  403 404 404 404 404 404 404
GET  accounts:join                        invited        200 200 200 200 200 200 200 200 200 200 200 200 200
POST accounts:join                        invited        go  200 200 200 200 200 200 200 200 200 200 200 200
GET  healthz                              -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  readyz                               -              503 503 503 503 503 503 503 503 503 503 503 503 503
GET  consent:about                        -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  consent:link                         link           200 200 200 200 200 200 200 200 200 200 200 200 200
POST consent:link                         link           200 200 200 200 200 200 200 200 200 200 200 200 200
GET  consent:confirm                      link           405 405 405 405 405 405 405 405 405 405 405 405 405
POST consent:confirm                      link           go  go  go  go  go  go  go  go  go  go  go  go  go
GET  consent:decline                      link           405 405 405 405 405 405 405 405 405 405 405 405 405
POST consent:decline                      link           go  go  go  go  go  go  go  go  go  go  go  go  go
GET  consent:change_mind                  link           405 405 405 405 405 405 405 405 405 405 405 405 405
POST consent:change_mind                  link           409 409 409 409 409 409 409 409 409 409 409 409 409
GET  consent:tenant                       -              200 200 200 200 200 200 200 200 200 200 200 200 200
POST consent:tenant                       -              go  go  go  go  go  go  go  go  go  go  go  go  go
GET  consent:tenant_asked                 -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  consent:tenant_link                  tenant         200 200 200 200 200 200 200 200 200 200 200 200 200
POST consent:tenant_link                  tenant         go  go  go  go  go  go  go  go  go  go  go  go  go
GET  consent:tenant_list                  -              403 403 403 403 403 403 403 403 403 403 403 403 403
GET  consent:tenant_leave                 -              405 405 405 405 405 405 405 405 405 405 405 405 405
POST consent:tenant_leave                 -              403 403 403 403 403 403 403 403 403 403 403 403 403
GET  consent:tenant_end                   association    403 403 403 403 403 403 403 403 403 403 403 403 403
POST consent:tenant_end                   association    403 403 403 403 403 403 403 403 403 403 403 403 403
GET  consent:mail_events                  -              405 405 405 405 405 405 405 405 405 405 405 405 405
POST consent:mail_events                  -              404 404 404 404 404 404 404 404 404 404 404 404 404
GET  consent:contact                      bounced        in  404 200 403 200 200 404 404 403 403 403 403 404
POST consent:contact                      bounced        403 404 go  403 go  go  404 404 403 403 403 403 404
GET  claims:list                          -              in  200 200 200 200 200 200 200 go  go  go  go  200
GET  claims:export                        -              in  403 200 200 200 200 200 200 403 403 403 403 403
GET  claims:associations                  -              in  403 200 200 200 200 200 200 200 200 200 200 403
GET  claims:associations_export           -              in  403 200 200 200 200 200 200 200 200 200 200 403
GET  claims:association                   association    in  404 200 200 200 200 404 404 200 200 200 200 404
GET  claims:association_usage             usage/csv      in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:draft_next                    association    in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:draft_next                    association    in  404 go  go  403 go  404 404 403 403 403 403 404
GET  claims:new                           -              in  403 200 200 403 200 200 200 403 403 403 403 403
POST claims:new                           -              403 403 go  go  403 go  422 422 403 403 403 403 403
GET  claims:batches                       -              in  403 200 200 403 200 200 200 403 403 403 403 403
POST claims:batches                       -              in  403 go  go  403 go  go  go  403 403 403 403 403
GET  claims:batch_example                 example/csv    in  403 200 200 403 200 200 200 403 403 403 403 403
GET  claims:batch                         batch          in  404 200 200 404 200 404 404 404 404 404 404 404
GET  claims:batch_result                  batch/csv      in  404 200 200 404 200 404 404 404 404 404 404 404
GET  claims:make_batch                    batch          in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:make_batch                    batch          in  404 go  go  404 go  404 404 404 404 404 404 404
GET  claims:check_batch_again             batch          in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:check_batch_again             batch          in  404 go  go  404 go  404 404 404 404 404 404 404
GET  claims:detail                        draft          in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:detail                        submitted      in  404 200 200 200 200 404 404 go  go  go  go  404
GET  claims:check_customer                -              in  403 200 200 403 200 200 200 403 403 403 403 403
GET  claims:step                          draft/step     in  404 200 200 403 200 404 404 404 404 404 404 404
POST claims:step                          draft/step     403 404 go  go  403 go  404 404 404 404 404 404 404
GET  claims:step                          submitted/step in  404 go  403 go  go  404 404 403 403 403 403 404
POST claims:step                          submitted/step 403 404 409 409 409 409 404 404 403 403 403 403 404
GET  claims:check_activity                draft          in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:check_activity                submitted      in  404 200 200 200 200 404 404 403 403 403 403 404
GET  claims:edit                          draft          in  404 go  go  403 go  404 404 404 404 404 404 404
POST claims:edit                          draft          403 404 go  go  403 go  404 404 404 404 404 404 404
GET  claims:edit                          submitted      in  404 200 403 200 200 404 404 403 403 403 403 404
POST claims:edit                          submitted      403 404 go  403 go  go  404 404 403 403 403 403 404
GET  claims:edit                          reviewed       in  404 go  go  go  go  404 404 403 403 403 403 404
POST claims:edit                          reviewed       403 404 409 409 409 409 404 404 403 403 403 403 404
GET  claims:products                      draft          in  404 200 200 403 200 404 404 404 404 404 404 404
POST claims:products                      draft          403 404 go  go  403 go  404 404 404 404 404 404 404
GET  claims:check_subscription            draft/product  in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:products                      submitted      in  404 200 403 200 200 404 404 403 403 403 403 404
POST claims:products                      submitted      403 404 go  403 go  go  404 404 403 403 403 403 404
GET  claims:proof                         draft          in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:proof                         submitted      in  404 go  go  go  go  404 404 403 403 403 403 404
GET  claims:add_file                      draft          in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:add_file                      draft          403 404 go  go  go  go  404 404 404 404 404 404 404
POST claims:add_file                      submitted      403 404 go  go  go  go  404 404 403 403 403 403 404
POST claims:add_file                      reviewed       403 404 go  go  go  go  404 404 403 403 403 403 404
GET  claims:file                          draft/file     in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:file                          submitted/file in  404 200 200 200 200 404 404 200 200 200 200 404
GET  claims:remove_file                   draft/file     in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:remove_file                   draft/file     403 404 go  go  403 go  404 404 404 404 404 404 404
GET  claims:reading                       draft          in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:reading                       submitted      in  404 200 200 200 200 404 404 403 403 403 403 404
GET  claims:template                      draft          in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:template                      submitted      in  404 200 200 200 200 404 404 403 403 403 403 404
GET  claims:submit                        draft          in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:submit                        draft          403 404 go  403 403 go  404 404 404 404 404 404 404
GET  claims:answer                        asked          in  404 200 403 403 200 404 404 403 403 403 403 404
POST claims:answer                        asked          403 404 go  403 403 go  404 404 403 403 403 403 404
GET  claims:withdraw                      submitted      in  404 200 403 200 200 404 404 403 403 403 403 404
POST claims:withdraw                      submitted      403 404 go  403 go  go  404 404 403 403 403 403 404
GET  claims:give_up                       approved       in  404 200 403 200 200 404 404 403 403 403 403 404
POST claims:give_up                       approved       403 404 go  403 go  go  404 404 403 403 403 403 404
POST claims:comment                       draft          403 404 go  go  go  go  404 404 404 404 404 404 404
GET  claims:comment                       submitted      in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:comment                       submitted      403 404 go  go  go  go  404 404 403 403 403 403 404
GET  claims:comment_file                  submitted/said in  404 200 200 200 200 404 404 200 200 200 200 404
POST claims:comment_file                  submitted/said 403 405 405 405 405 405 405 405 405 405 405 405 405
GET  claims:dispute                       rejected       in  404 200 403 200 200 404 404 403 403 403 403 404
POST claims:dispute                       rejected       403 404 go  403 go  go  404 404 403 403 403 403 404
POST claims:copy                          draft          403 404 go  go  403 go  404 404 404 404 404 404 404
GET  claims:copy                          submitted      in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:copy                          submitted      403 404 go  go  403 go  404 404 403 403 403 403 404
GET  claims:delete                        draft          in  405 405 405 405 405 405 405 405 405 405 405 405
POST claims:delete                        draft          403 404 go  go  403 go  404 404 404 404 404 404 404
GET  claims:help                          draft          in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:help                          submitted      in  404 200 200 200 200 404 404 403 403 403 403 404
POST claims:help                          submitted      403 404 go  go  go  go  404 404 403 403 403 403 404
GET  claims:history                       draft          in  404 200 200 200 200 404 404 404 404 404 404 404
GET  claims:history                       submitted      in  404 200 200 200 200 404 404 go  go  go  go  404
GET  claims:history_export                submitted      in  404 200 200 200 200 404 404 403 403 403 403 404
GET  claims:why                           submitted/why  in  404 200 200 200 200 404 404 200 200 200 200 404
GET  claims:calendar                      submitted/why  in  404 200 200 200 200 404 404 200 200 200 200 404
GET  reviews:queue                        -              in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:pulse                        -              in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:export                       -              in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:bulk                         -              in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:bulk                         -              403 403 403 403 403 403 403 403 200 200 200 403 403
GET  reviews:views                        -              in  403 403 403 403 403 403 403 200 200 200 200 403
POST reviews:views                        -              403 403 403 403 403 403 403 403 go  go  go  go  403
GET  reviews:default_view                 -              in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:default_view                 -              in  403 403 403 403 403 403 403 go  go  go  go  403
GET  reviews:view                         view           in  403 403 403 403 403 403 403 go  go  go  go  403
GET  reviews:change_view                  view           in  403 403 403 403 403 403 403 200 403 200 403 403
POST reviews:change_view                  view           403 403 403 403 403 403 403 403 go  403 go  403 403
GET  reviews:delete_view                  view           in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:delete_view                  view           in  403 403 403 403 403 403 403 go  403 go  403 403
GET  associations:defence                 questioned     in  404 200 404 200 200 404 404 404 404 404 404 404
POST associations:defence                 questioned     403 404 go  404 go  go  404 404 404 404 404 404 404
GET  associations:defence_file            questioned/kept  in  404 200 404 200 200 404 404 200 200 200 200 404
GET  reviews:arbitrations                 -              in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:arbitration                  arbitration    in  403 403 403 403 403 403 403 200 200 200 200 403
POST reviews:arbitration                  arbitration    403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:start_all                    arbitration    in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:start_all                    arbitration    in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:ask_all                      arbitration    in  403 403 403 403 403 403 403 403 403 200 403 403
POST reviews:ask_all                      arbitration    403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:take_back_all                arbitration    in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:take_back_all                arbitration    in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:tick_party                   arbitration    in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:tick_party                   arbitration    403 403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:disputes                     -              in  403 403 403 403 403 403 403 403 403 200 200 403
GET  reviews:second_looks                 -              in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:next_second_look             -              in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:next_second_look             -              in  403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:second_look                  look           in  403 403 403 403 403 403 403 200 200 200 200 403
POST reviews:second_look                  look           403 403 403 403 403 403 403 403 409 go  go  403 403
GET  reviews:take_second_look             look           in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:take_second_look             look           in  403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:release_second_look          look           in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:release_second_look          look           in  403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:keep_decision                returned       in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:keep_decision                returned       403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:hand_offs                    -              in  403 403 403 403 403 403 403 403 403 200 200 403
GET  reviews:hand_off                     handoff        in  403 403 403 403 403 403 403 403 403 200 200 403
GET  reviews:send_hand_off_again          handoff        in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:send_hand_off_again          handoff        in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:send_hand_offs_again         -              in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:send_hand_offs_again         -              in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:failed_mail                  -              in  403 403 403 403 403 403 403 403 403 200 200 403
GET  reviews:send_mail_again              failed         in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:send_mail_again              failed         in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:send_all_mail_again          -              in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:send_all_mail_again          -              in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:insights                     -              in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:insights_table               table/flow     in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:insights_table               table/reviewers in  403 403 403 403 403 403 403 404 404 200 200 403
GET  reviews:closures                     -              in  403 403 403 403 403 403 403 403 403 200 403 403
POST reviews:closures                     -              403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:take_next                    -              in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:take_next                    -              in  403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:team                         -              in  403 403 403 403 403 403 403 403 403 200 403 403
GET  reviews:own_absence                  -              in  403 403 403 403 403 403 403 200 200 200 403 403
GET  reviews:move_claims                  -              in  403 403 403 403 403 403 403 403 403 422 403 403
POST reviews:move_claims                  -              in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:team_person                  ravi           in  403 403 403 403 403 403 403 403 403 200 403 403
GET  reviews:plan_absence                 ravi           in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:plan_absence                 ravi           403 403 403 403 403 403 403 403 go  403 go  403 403
POST reviews:take_absence_back            absence        in  403 403 403 403 403 403 403 go  404 go  403 403
POST reviews:spread                       ravi           in  403 403 403 403 403 403 403 403 403 200 403 403
POST reviews:note_employer                ravi           403 403 403 403 403 403 403 403 403 403 go  403 403
POST reviews:strike_employer              ravi/formerly  in  403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:colleagues                   -              in  403 403 403 403 403 403 403 200 200 200 403 403
GET  reviews:texts                        -              in  403 403 403 403 403 403 403 403 403 200 403 403
GET  reviews:new_text                     -              in  403 403 403 403 403 403 403 403 403 200 403 403
POST reviews:new_text                     -              403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:text                         text           in  403 403 403 403 403 403 403 403 403 200 403 403
POST reviews:text                         text           403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:claim                        draft          in  403 403 403 403 403 403 403 404 404 404 404 403
GET  reviews:claim                        submitted      in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:viewer                       draft          in  403 403 403 403 403 403 403 404 404 404 404 403
GET  reviews:viewer                       submitted      in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:defence_viewer               questioned     in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:defence_picture              questioned/page in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:page_picture                 draft/page     in  403 403 403 403 403 403 403 404 404 404 404 403
GET  reviews:page_picture                 submitted/page in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:start                        submitted      in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:start                        submitted      403 403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:take                         submitted      in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:take                         submitted      403 403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:release                      reviewed       in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:release                      reviewed       403 403 403 403 403 403 403 403 go  403 go  403 403
GET  reviews:hand_over                    reviewed       in  403 403 403 403 403 403 403 200 go  go  403 403
POST reviews:hand_over                    reviewed       403 403 403 403 403 403 403 403 go  403 403 403 403
GET  reviews:ask                          reviewed       in  403 403 403 403 403 403 403 200 go  go  403 403
POST reviews:ask                          reviewed       403 403 403 403 403 403 403 403 go  403 403 403 403
GET  reviews:approve                      reviewed       in  403 403 403 403 403 403 403 200 go  go  403 403
POST reviews:approve                      reviewed       403 403 403 403 403 403 403 403 go  403 403 403 403
POST reviews:approve                      contested      403 403 403 403 403 403 403 403 422 403 403 403 403
GET  reviews:reject                       reviewed       in  403 403 403 403 403 403 403 200 go  go  403 403
POST reviews:reject                       reviewed       403 403 403 403 403 403 403 403 go  403 403 403 403
GET  reviews:take_back                    approved       in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:take_back                    approved       403 403 403 403 403 403 403 403 go  403 403 403 403
GET  reviews:reverse                      approved       in  403 403 403 403 403 403 403 go  go  200 403 403
POST reviews:reverse                      approved       403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:assign                       submitted      in  403 403 403 403 403 403 403 go  go  200 403 403
POST reviews:assign                       submitted      403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:comment                      submitted      in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:comment                      submitted      403 403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:note                         submitted      in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:note                         submitted      403 403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:presence                     submitted      in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:presence                     submitted      403 403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:history                      submitted      in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:history_export               submitted      in  403 403 403 403 403 403 403 200 200 200 200 403
GET  reviews:tick                         reviewed       in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:tick                         reviewed       403 403 403 403 403 403 403 403 go  go  go  403 403
POST reviews:tick                         approved       403 403 403 403 403 403 403 403 422 422 422 403 403
GET  reviews:tick_all                     reviewed       in  405 405 405 405 405 405 405 405 405 405 405 405
POST reviews:tick_all                     reviewed       403 403 403 403 403 403 403 403 go  go  go  403 403
GET  reviews:accept_dispute               disputed       in  403 403 403 403 403 403 403 go  go  200 403 403
POST reviews:accept_dispute               disputed       403 403 403 403 403 403 403 403 403 403 go  403 403
GET  reviews:uphold                       disputed       in  403 403 403 403 403 403 403 go  go  200 403 403
POST reviews:uphold                       disputed       403 403 403 403 403 403 403 403 403 403 go  403 403
GET  account_login                        -              200 go  go  go  go  go  go  go  go  go  go  go  go
GET  account_logout                       -              in  200 200 200 200 200 200 200 200 200 200 200 200
POST account_logout                       -              in  in  in  in  in  in  in  in  in  in  in  in  in
GET  account_inactive                     -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_signup                       -              200 go  go  go  go  go  go  go  go  go  go  go  go
GET  account_reauthenticate               -              in  200 200 200 200 200 200 200 200 200 200 200 200
GET  account_email                        -              in  200 200 200 200 200 200 200 200 200 200 200 200
GET  account_email_verification_sent      -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_change_password              -              in  200 200 200 200 200 200 200 200 200 200 200 200
GET  account_set_password                 -              in  go  go  go  go  go  go  go  go  go  go  go  go
GET  account_reset_password               -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_done          -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_from_key      reset          200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_from_key_done -              200 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_confirm_login_code           -              in  go  go  go  go  go  go  go  go  go  go  go  go
GET  account_confirm_email                key            200 200 200 200 200 200 200 200 200 200 200 200 200
GET  admin:index                          -              go  go  go  go  go  go  go  go  go  go  go  go  200
GET  admin:login                          -              200 200 200 200 200 200 200 200 200 200 200 200 go
GET  admin:logout                         -              go  go  go  go  go  go  go  go  go  go  go  go  405
POST admin:logout                         -              go  go  go  go  go  go  go  go  go  go  go  go  in
GET  mailbox:list                         -              404 404 404 404 404 404 404 404 404 404 404 404 404
GET  mailbox:detail                       mail           404 404 404 404 404 404 404 404 404 404 404 404 404
GET  mailbox:html                         mail           404 404 404 404 404 404 404 404 404 404 404 404 404
GET  mailbox:raw                          mail           404 404 404 404 404 404 404 404 404 404 404 404 404
"""


def rows():
    _columns, *lines = TABLE.strip().splitlines()
    for line in lines:
        method, name, target, *cells = line.split()
        yield (method, name, target), dict(zip(COLUMNS, cells, strict=True))


ROWS = dict(rows())


def on_each_database(*chosen):
    """Everybody; and with these between them every page is asked of both databases."""
    for person in COLUMNS:
        yield pytest.param(person, marks=[pytest.mark.each_database] if person in chosen else [])


def walk(patterns, namespaces=()):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, (*namespaces, *filter(None, [pattern.namespace])))
        else:
            yield ":".join([*namespaces, pattern.name or ""]), pattern.callback


def addresses():
    """All that the portal answers at; of Django's admin only its front, as its pages have a test of their own."""
    found = dict(walk(get_resolver().url_patterns))
    return {
        name: view
        for name, view in found.items()
        if not name.startswith("admin:") or name in ("admin:index", "admin:login", "admin:logout")
    }


@pytest.fixture(scope="module")
def made(once):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(timezone, "now", lambda: NOW)
        return the_world()


@pytest.fixture
def world(made, db, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return copy.deepcopy(made)


# All its browsers ask the same server, whose parts are loaded once.
HANDLER = ClientHandler(enforce_csrf_checks=False)


def signed_in(world, person):
    """What the browser remembers of it."""
    client = Client()
    if person != "nobody":
        client.force_login(getattr(world.cast, person))
    return client.cookies


def browser_with(cookies):
    client = Client()
    client.handler = HANDLER
    client.cookies = copy.deepcopy(cookies)
    return client


def answer(world, cookies, method, name, target):
    """In a few letters, what came back; what it changed is undone."""
    cache.clear()
    url = reverse(name, kwargs=world.arguments(target))
    claim = world.claims.get(target.partition("/")[0])
    client = browser_with(cookies)
    with transaction.atomic():
        data = typed(name, world, claim) if method == "POST" else {}
        response = client.generic("GET", url) if method == "GET" else client.post(url, data)
        if response.streaming:
            b"".join(response.streaming_content)
        transaction.set_rollback(True)
    if response.status_code != 302:
        return str(response.status_code)
    return "in" if response.url.startswith(reverse("account_login")) else "go"


@pytest.mark.rule("PPL-2", "PPL-3", "PPL-5")
@pytest.mark.parametrize("person", [*on_each_database("fiona", "ravi", "lena")])
def test_access(person, world):
    cookies = signed_in(world, person)

    found = {row: answer(world, cookies, *row) for row in ROWS}

    assert {row: cell for row, cell in found.items() if cell != ROWS[row][person]} == {}


def test_every_address_is_in_the_table():
    assert {name for _method, name, _target in ROWS} == set(addresses())


# What strangers may open: the front door, signing in, the customer's pages, and whether the portal lives.
PUBLIC = {
    "start",
    "theme",
    "language",
    "accounts:join",
    "consent:link",
    "consent:confirm",
    "consent:decline",
    "consent:change_mind",
    "consent:about",
    "consent:mail_events",
    "consent:tenant",
    "consent:tenant_asked",
    "consent:tenant_end",
    "consent:tenant_leave",
    "consent:tenant_link",
    "consent:tenant_list",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "account_confirm_email",
    "admin:login",
    "healthz",
    "readyz",
}
# Open to strangers too, but not there outside the demo.
DEMO_ONLY = {"demo_sign_in", "gallery", "mailbox:list", "mailbox:detail", "mailbox:html", "mailbox:raw"}


def test_only_public_pages_do_without_signing_in():
    open_to_all = {name for name, view in addresses().items() if not getattr(view, "login_required", True)}

    assert open_to_all == PUBLIC | DEMO_ONLY


def test_demo_pages_are_not_there_outside_the_demo():
    cells = {
        cell for (_method, name, _target), row in ROWS.items() if name in DEMO_ONLY for cell in row.values()
    }

    assert cells == {"404"}


def admin_pages():
    """The lists of all that Django's admin shows."""
    return sorted(
        name
        for name, _view in walk(get_resolver().url_patterns)
        if name.startswith("admin:") and name.endswith("_changelist")
    )


@pytest.mark.rule("PPL-3")
@pytest.mark.parametrize("person", [*on_each_database("adam")])
def test_admin_is_for_administrators(person, world):
    client = browser_with(signed_in(world, person))

    found = {name: client.get(reverse(name)) for name in admin_pages()}

    assert len(found) > 10
    if person == "adam":
        assert {name: answer.status_code for name, answer in found.items()} == dict.fromkeys(found, 200)
    else:
        sign_in = reverse("account_login" if person == "nobody" else "admin:login")
        assert {answer.url.partition("?")[0] for answer in found.values()} == {sign_in}
