## Not yet re-read by a speaker

cli-ad = Iragarki bat idatzi, proposatu edo argitaratu, eta zer gertatzen den esan
cli-ad-new = Zirriborro bat hasi, sarerik eta konturik gabe ere
cli-ad-type = Iragarki mota
cli-ad-fields = Zirriborroaren eremuak, adibidez title.eu=Ibilaldia edo timings.a.start=2026-12-05T14:00
cli-ad-space = Zirriborroa elkarrekin idazteko espazioa; bestela, zurea
cli-ad-list = Zure zirriborroak, eta nola dauden
cli-ad-show = Zirriborro bat ikusi
cli-ad-edit = Zirriborro bat aldatu
cli-ad-submit = Zirriborroa moderatzaileei proposatu
cli-ad-publish = Zirriborroa argitaratu, eskubidea baduzu
cli-ad-state = Argitaratutako iragarkia nola dagoen esan
cli-ad-state-word = Nola dagoen
cli-ad-at = Sarean egiteko web-helbidea
cli-ad-skip = Errepikatzen denari egunak kendu: « astero, egun hauetan ez »
cli-ad-day = Kentzeko eguna, adibidez 2026-12-24
cli-ad-adopt = Proiektu bat geure egin: jatorria esaten duen kopia
cli-ad-id = Zirriborroaren identifikatzailearen hasiera
cli-ad-sure = Seguru zaude aipatutako hitzez: ez dute inoren osasuna aipatzen
cli-ad-answers-to = Erantzunak jasotzen dituen lantaldea
cli-by = Sinatzeko izena, aurrerako gordetzen dena

ad-own-space = Nirea
ad-created = Zirriborroa: { $id }
ad-kept-here = Gailu honetan gordeta dago, eta beste inon ez. Proposatzeko: ekin ad submit
ad-none = Ez dago zirriborrorik. Hasi « ekin ad new » aginduarekin.
ad-edited = Zirriborroa aldatu da.
ad-handed = Moderatzaileei proposatu zaie: { $number } zenbakia
ad-changed = Jasota dago. Irakurleek « ekin sync » egin ondoren ikusiko dute.
ad-archived = Ez dago gehiago katalogoan. Berriz jartzeko, egin berehala « ekin undo ».
ad-at-online-only = --at helbidea « moved-online » egoerarekin bakarrik doa. Aldatzeko: « ekin ad state … moved-online --at ».
ad-skipped = Egunak kendu dira.
ad-adopted = Proiektua zirriborro honetan dago: { $id }. Gehitu zuen egunak, lekua eta nola erantzun.

ad-writing = Zirriborroa
ad-submitted = Moderatzaileei proposatuta. { $state }
ad-submitted-elsewhere = Beste gailu batetik proposatu da
ad-published = Argitaratuta
ad-refused = Ez da argitaratu
ad-withdrawn = Argitaratu eta gero kenduta
ad-two-values = Bi pertsonak idatzi dute.

ad-care-marked = Lehenik begiratzekoa: hitz hauek agian pertsona baten osasuna edo zaintza aipatzen dute: { $words }
ad-past = Data guztiak igaro dira. Egiaztatu eguna eta urtea, eta zuzendu « ekin ad edit » bidez.
ad-past-marked = Lehenik begiratzekoa: data guztiak igaro dira.
error-names-care = Iragarkiak agian pertsona baten osasuna edo zaintza aipatzen du: { $words }. Kendu hitz horiek, eta saiatu berriro. Inor aipatzen ez badute, gehitu --sure.
error-no-ad = Ez dago honela hasten den zirriborrorik: « { $id } ». Ikusi « ekin ad list ».
error-ad-submitted = Zirriborro hau moderatzaileen zain dago lehendik. Ikusi « ekin ad list », edo hartu atzera « ekin offer withdraw » aginduarekin.
error-ad-kept = Eremu hau bere kabuz idazten da, eta ez da eskuz aldatzen: « { $field } ». Iragarkia aurrera eramateko: ekin ad submit, publish edo adopt.
error-nothing-recurs = Iragarki hau ez da errepikatzen: ez dago kentzeko egunik. Ez dela egingo esateko: « ekin ad state ».
error-no-such-day = Egun honetan ez da ezer egiten: « { $given } ». Eman serieko egun bat, adibidez 2026-12-24.
error-not-a-project = Proiektuak, jardunbide egokiak eta erronkak egiten dira geure. Iragarki hau ez da horietakoa.

listing-adopted = Jatorria: { $name }
listing-each-day = Egunero errepikatzen da
listing-each-week = Astero errepikatzen da
listing-each-month = Hilero errepikatzen da
listing-each-year = Urtero errepikatzen da
listing-except = Egun hauetan izan ezik: { $days }

moderator-unnamed = beste pertsona bat
verdict-contested-you-refused = Bi erabaki desberdin. Argitaratu duena: { $published }. Ez duzu zuk onartu. Aukeratu elkarrekin.
verdict-contested-you-published = Bi erabaki desberdin. Zuk argitaratu duzu. Onartu ez duena: { $refused }. Aukeratu elkarrekin.
verdict-contested = Bi erabaki desberdin. Argitaratu duena: { $published }. Onartu ez duena: { $refused }. Aukeratu elkarrekin.
verdict-reason = { $who }, ez onartzeko arrazoia: { $reason }
verdict-contested-author = Argitaratuta dago. Beste pertsona batek besterik erabaki zuen: lantaldea horretaz ari da.
verdict-withdrawn-author = Ez dago katalogoan jada.

outcome-canned = Erantzun dizute: { $reply }
answer-about = Iragarkia: { $title }
canned-welcome = Zuen zain gaude. Eskerrik asko erantzuteagatik.
canned-no-place = Oraingoan ez dago toki gehiago. Eskerrik asko erantzuteagatik.
canned-waiting = Itxaron-zerrendan zaudete.
canned-later = Jaso dugu. Laster erantzungo dizugu.
canned-call = Deitu telefonoz, faborez.
canned-how-many = Zenbat izango zarete, eta zer behar duzue?
canned-cancelled = Ez da egingo.
canned-postponed = Atzeratu da. Eguna esango dizugu.
canned-thanks = Eskerrik asko abisatzeagatik.
canned-other = Ekin honek ezagutzen ez duen erantzuna. Eguneratu Ekin.
cli-inbox-say = Prest dagoen erantzuna, pertsonaren hizkuntzan irakurtzen dena
