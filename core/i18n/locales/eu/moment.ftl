## Not yet re-read by a speaker

audience-present = han zeudenak
audience-house = etxea
audience-families = familiak
audience-journal = aldizkaria
audience-public = mundu guztia
purpose-memory = oroitzapena gordetzea
purpose-practice = jardunbide egokia erakustea
purpose-promotion = etxea ezagutaraztea
signer-self = pertsona bera
signer-parent = gurasoetako bat
signer-guardian = legezko ordezkaria
signer-other = beste norbait
consent-not-asked = { $name }: baimenik ez oraindik. Nork ikusiko luke: { $audience }.
consent-needs-parent = { $name }: gurasoetako baten baimena falta da. Nork ikusiko luke: { $audience }.
consent-expired = { $name }: baimena amaitu da. Azken eguna: { $day }. Nork ikus zezakeen: { $audience }.
consent-refused = { $name }: ez du baimenik eman. Nork ez du ikusi behar: { $audience }.
consent-withdrawn = { $name }: baimena kendu du. Nork ez du gehiago ikusi behar: { $audience }.
consent-other = besterik
consent-line-yes = { $name }: bai. Nork ikus dezake: { $audience }. Zertarako: { $purpose }. Nork baieztatu du: { $by }.
consent-line-until = { $name }: bai. Azken eguna: { $day }. Nork ikus dezake: { $audience }. Zertarako: { $purpose }. Nork baieztatu du: { $by }.
consent-line-no = { $name }: ez. Nork ez du ikusi behar: { $audience }. Zertarako: { $purpose }. Nork baieztatu du: { $by }.
consent-line-withdrawn = { $name }: baimena kenduta. Nork ez du gehiago ikusi behar: { $audience }. Zertarako: { $purpose }. Nork eman zuen baimena: { $by }.
consent-disagree = Bi erantzun desberdin. Zorrotzenak balio du. Galdetu berriro, elkarrekin.
consent-none = Ez dago baimenik gordeta.
consent-noted = Gordeta dago.
consent-nothing = Ez dago kentzeko baimenik. Ezetz esateko: « ekin consent refuse ».
consent-over = Baimen hori amaituta legoke: { $day }. Eman geroko azken egun bat, edo bat ere ez.
consent-not-yet = Egun hori ez da oraindik iritsi: { $day }. Eman pertsonak baieztatu zuen eguna.
incident-not-for-staff = Gune hau ez da lantaldearena bakarrik: « { $name } ». Beste batzuek ere irakurtzen dute. Hautatu lantaldearen gunea --space aukerarekin, edo ez esan gunerik.
incident-not-yet = Une hori ez da oraindik iritsi: { $when }. Eman gertatu zen eguna eta ordua.
consent-gone = { $n ->
    [0] Gailu honetan ez dago ezkutatzekorik.
    [one] Argazki edo soinu bat ezkutatu da, eta bere gakoa suntsitu da.
   *[other] { $n } argazki edo soinu ezkutatu dira, eta haien gakoak suntsitu dira.
}
moment-missing = Hemen ez dago izen horretako argazkirik edo soinurik: { $id }. Begiratu « ekin moment list ».
moment-paper = PDFa ez da une bat. Gehitu honela: « ekin blob add ».
moment-not-a-picture = Soinuak ez du estaltzeko aurpegirik. Aukeratu argazki bat.
moment-not-on-it = « { $name } » ez dago argazki honetan. Esan lehenago nor dagoen: « ekin moment who ».
moment-who = Argazki edo soinu hau ez da bidaliko: esan lehenago nor dagoen. « ekin moment who ID IZENA… », edo --nobody.
moment-not-named = { $n ->
    [0] Denek dute izena.
    [one] Pertsona batek ez du izenik. Argazki edo soinu hau ez da bidaliko. Esan nor den, edo estali aurpegia.
   *[other] { $n } pertsonak ez dute izenik. Argazki edo soinu hau ez da bidaliko. Esan nortzuk diren, edo estali aurpegiak.
}
moment-no-consent = { $n ->
    [0] Denak ados daude.
    [one] Argazki edo soinu hau ezin da bidali. Baimenik gabe: pertsona bat. Eskatu baimena, estali aurpegia, edo aukeratu jende gutxiago.
   *[other] Argazki edo soinu hau ezin da bidali. Baimenik gabe: { $n } pertsona. Eskatu baimena, estali aurpegiak, edo aukeratu jende gutxiago.
}
moment-hidden = Argazki edo soinu hau ezkutatuta dago. Eskatu baimena berriro.
moment-no-place = Hemen ez dago espaziorik. Nork ikusiko luke: { $audience }. Han zeudenentzat, partekatu irteeraren espazioan. Besteentzat, sartu lehenago etxearen espazioan.
moment-several-places = Etxe bat baino gehiago dago hemen: { $names }. Esan zein den --to aukerarekin.
moment-added = Gailu honetan gordeta dago, eta inon ez besterik: { $id }
moment-shared = Partekatu da: { $id }
moment-masked = Aurpegi hau betiko estaliko da argazkia bidaltzean.
moment-named = Gordeta dago. Ikusi nork ikus dezakeen: « ekin moment show ».
moment-removed = { $n ->
    [0] Ez zegoen ezabatzekorik.
    [one] Ezabatu da, bere gakoarekin. Beste gailuetan ezabatzeko: « ekin sync ».
   *[other] { $n } kopia ezabatu dira, beren gakoekin. Beste gailuetan ezabatzeko: « ekin sync ».
}
moment-written = Hemen idatzi da: { $path }. Pertsona bakoitzarentzat gordeta dago. Ekinetik atera dena ezin da itzularazi.
moment-none = Oraindik ez dago unerik hemen.
moment-people = Nor dagoen: { $names }
moment-nobody = Ez da inor ezagutzen.
moment-covered = { $n ->
    [0] Ez dago aurpegirik estalita
    [one] Aurpegi bat estalita
   *[other] { $n } aurpegi estalita
}
moment-covered-by = Aurpegiak estali dituen gailua: { $number }
moment-may = Denak ados daude. Nork ikus dezake: { $audience }
moment-for = nork ikus dezake: { $audience }
moment-unshared = gailu honetan bakarrik
moment-is-hidden = ezkutatuta
moment-untitled = testurik gabe
incident-sealed = Lantaldearentzat bakarrik gordeta.
incident-kept = Gailu honetan gordeta dago. Lantaldeak oraindik ez du ikusten: berez bidaliko da. Bitartean, esan lantaldeari.
incident-none = Ez dago gorabeherarik gordeta.
moment-area-form = Eman lau zenbaki, pixeletan: ezkerra,goia,zabalera,altuera, adibidez 40,20,120,120
incident-people = Nori dagokion: { $names }
incident-measures = Zer egin den: { $measures }
incident-place = Non: { $place }
incident-is-kept = hemen gordeta, oraindik ez lantaldearen espazioan
cli-moment = Irteera baten argazkiak eta soinuak: nor dagoen, nork ikus dezakeen
cli-moment-add = Gorde argazki edo soinu bat gailu honetan, ezer bidali gabe
cli-moment-file = Argazkia edo soinua
cli-moment-words = Zer esan behar den
cli-moment-person = Nor dagoen, izenez edo identifikatzailearen hasieraz
cli-moment-others = Zenbat pertsonak ez duten izenik hemen
cli-moment-nobody = Ez da inor ezagutzen
cli-moment-who = Esan nor dagoen
cli-moment-mask = Estali aurpegi bat, betiko, partekatu aurretik
cli-moment-area = Estali beharreko lekua: ezkerra,goia,zabalera,altuera pixeletan
cli-moment-of = Norena den aurpegia
cli-moment-share = Partekatu, han dauden guztiak ados badaude
cli-moment-with = Nork ikus dezake: present, house, families, journal, public
cli-moment-to = Etxearen espazioa, bat baino gehiago dagoenean
cli-moment-hand-out = Idatzi emateko fitxategi batean, han dauden guztiak ados badaude
cli-moment-file-to = Non idatzi
cli-moment-list = Espazio honetako uneak
cli-moment-show = Nor dagoen, nork esan duen baietz, zer falta den
cli-moment-get = Idatzi fitxategi batean, hemen ikusteko
cli-moment-remove = Ezabatu leku guztietan, bere gakoarekin
cli-moment-id = Unearen identifikatzailearen hasiera
cli-moment-purpose = Zertarako: memory, practice, promotion
cli-consent = Argazki eta soinuetarako baimenak: nork, norentzat, noiz arte
cli-consent-give = Gorde baietz bat
cli-consent-refuse = Gorde ezetz bat: jende gehiagorentzat ere balio du
cli-consent-withdraw = Kendu baimen bat: argazkiak eta soinuak ezkutatu eta suntsitzen dira
cli-consent-list = Nork zer esan duen
cli-consent-by = Nork baieztatzen duen: self (pertsona bera), parent (gurasoa), guardian (ordezkaria)
cli-consent-name = Haren izena
cli-consent-signed-on = Noiz baieztatu zuen
cli-consent-until = Baimenaren azken eguna
cli-incident = Gorabeherak, lantaldearentzat bakarrik
cli-incident-add = Gorde gorabehera bat
cli-incident-list = Gordetako gorabeherak
cli-incident-what = Zer gertatu den
cli-incident-when = Noiz: UUUU-HH-EETOO:MM
cli-incident-measures = Zer egin den
cli-incident-place = Non, hitz gutxitan
cli-blob-nobody = Ez da inor ezagutzen
blob-nobody = Inor ikusten edo entzuten da? Bai bada: « ekin moment add ». Ez bada, gehitu --nobody.
