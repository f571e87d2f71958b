## Not yet re-read by a speaker

answer-yes = Bai
answer-maybe = Agian
answer-not-today = Gaur ez
answer-message = Mezua
answer-other = Ekin honek ezagutzen ez duen erantzuna. Eguneratu Ekin.
answer-by = Nork: { $name }
answer-by-house = Zein etxek: { $name }

cli-answer = Iragarki bati erantzun, sarerik eta konturik gabe ere
cli-answer-yes = Baietz erantzun
cli-answer-maybe = Agian erantzun
cli-answer-not-today = « Gaur ez » erantzun
cli-answer-message = Antolatzaileari idatzi
cli-answer-text = Hitz batzuk
cli-answer-by = Zein izenekin erantzuten duzun
cli-answer-for = Etxeko pertsona batentzat: erantzuna etxean geratzen da profesional batek bidali arte
cli-answer-space = Etxea
cli-answer-no-reply = Erantzunik ez eskatu: ezerk ez du gailu honetara eramaten
cli-answer-list = Zure erantzunak, eta zer erantzun dizuten
cli-answer-asked = Etxeko pertsonek zer erantzun duten
cli-answer-pass = Erantzun bat etxearen izenean bidali
cli-answer-keep = Erantzun bat ez bidali, eta zergatik esan
cli-answer-because = Zergatik, pertsonari esateko
cli-answer-asked-id = Identifikatzailearen hasiera, « ekin answer asked » zerrendan
cli-answer-seats = Eserlekuak
cli-answer-wheelchair = Gurpil-aulkirako tokiak
cli-answer-companions = Laguntzaileen tokiak

answer-written = Erantzuna idatzi da. Antolatzailearengana joango da, eta beste inork ezin izango du irakurri.
answer-none = Ez diozu iragarkirik erantzun. Bilatu « ekin search » aginduarekin, eta gero « ekin answer yes ».
answer-asked = Etxean jasota dago. Profesional batek bidaliko du.
answer-asked-none = Etxe honetan inork ez dio iragarkirik erantzun.
answer-passed = Etxearen izenean bidali da. Pertsonaren izena hemen geratzen da.
answer-kept = Jasota dago. Pertsonak etxean irakurriko du.

asked-waiting = Profesional baten zain
asked-passed = Bidalita ({ $device } gailua)
asked-kept = Bidali gabe ({ $device } gailua)
asked-reply = Erantzuna: { $reply }

error-no-way = Iragarki honek ez du esaten nola erantzun. Idatzi moderatzaileei: « ekin offer ».
error-other-ways = Iragarki honek ez du sarrerako ontzirik. Erantzun beste era batera: { $ways }
error-no-name = Esan zein izenekin eskatzen duzun tokia, --by aukerarekin.
error-names-person = Hitz hauek pertsonaren izena dute. Izena ez da etxetik ateratzen: esan beste era batera.
error-through-house = Gailu hau etxeko pertsona batena da. Erantzun --for eta --space aukerekin: profesional batek bidaliko du.
error-passed-already = Bidalita dago, edo gordeta dago lehendik. Ikusi « ekin answer asked ».
error-not-asked = Etxe honetan ez dago honela hasten den erantzunik: « { $id } ». Ikusi « ekin answer asked ».
