## Not yet re-read by a speaker

import-read = { $n ->
    [0] Fitxategian ez dago iragarkirik.
    [one] Iragarki bat irakurrita
   *[other] { $n } iragarki irakurrita
 }
import-new = { $n ->
    [0] Berririk ez
    [one] Bat berria
   *[other] { $n } berri
 }
import-changed = { $n ->
    [0] Aldaturik ez
    [one] Bat aldatuta
   *[other] { $n } aldatuta
 }
import-unchanged = { $n ->
    [0] Lehengo berdinik ez
    [one] Bat lehen bezala
   *[other] { $n } lehen bezala
 }
import-left-out = { $n ->
    [0] Denak hartu dira
    [one] Bat hartu gabe; beherago ikus daiteke zergatik
   *[other] { $n } hartu gabe; beherago ikus daiteke zergatik
 }
import-hand = { $n ->
    [0] Hemen aldatutako eremurik ez
    [one] Eremu bat hemen aldatu bezala utzi da
   *[other] { $n } eremu hemen aldatu bezala utzi dira
 }
import-withdrawn-kept = { $n ->
    [0] Hemen kendutakorik ez
    [one] Bat hemen kenduta dago: berriro jartzeko, gehitu --revive
   *[other] { $n } hemen kenduta daude: berriro jartzeko, gehitu --revive
 }
import-vanished = { $n ->
    [0] Fitxategitik ez da bat ere desagertu
    [one] Bat ez dago jada fitxategian: kentzeko, gehitu --complete
   *[other] { $n } ez daude jada fitxategian: kentzeko, gehitu --complete
 }
import-withdrawn = { $n ->
    [0] Bat ere ez da kendu
    [one] Bat kendu da: ez dago fitxategian
   *[other] { $n } kendu dira: ez daude fitxategian
 }
import-dry-run = Proba hutsa: ez da ezer gorde.
import-nothing-sent = Ez da ezer aldatu: ez da ezer bidaliko.
import-derived-id = { $n ->
    [0] Iragarki guztiek dute identifikatzailea.
    [one] Iragarki batek ez du identifikatzailerik: izenburua edo ordua aldatuz gero, berri gisa etorriko da.
   *[other] { $n } iragarkik ez dute identifikatzailerik: izenburua edo ordua aldatuz gero, berri gisa etorriko dira.
 }
import-total = Hartutako balioak: { $values }. Utzitako balioak: { $left }.
import-loss-line = { $n ->
    [one] Behin: { $reason }
   *[other] { $n } aldiz: { $reason }
 }
import-loss-at = Hartu gabe, { $path }. Zergatik: { $reason }
import-entry-left = Hartu gabeko iragarkia: { $place }. Zergatik: { $reason }
import-progress = Fitxategia irakurtzen
import-entry-problem = Begiratzekoa, { $place }: { $reason }
import-more = { $n ->
    [0] Besterik ez
    [one] Eta beste puntu { $n }: ikusi --json aukerarekin
   *[other] Eta beste { $n } puntu: ikusi --json aukerarekin
 }
import-sample = adibideko lurraldea
import-superseded = { $n ->
    [0] beste fitxategi batetik hartutakorik ez
    [one] bat beste fitxategi batetik hartuta, berriagoa delako
   *[other] { $n } beste fitxategi batetik hartuta, berriagoak direlako
 }
import-not-complete = Fitxategi bat ezin izan da irakurri: ez da iragarkirik kendu.
