## Not yet re-read by a speaker

listing-type-activity = jarduera
listing-type-need = eskaera
listing-type-offer = eskaintza
listing-type-loan = mailegua
listing-type-project = proiektua
listing-type-challenge = erronka
listing-type-practice = jardunbide egokia
listing-type-place = lekua
listing-type-partner = erakunde laguna
listing-type-other = beste mota bat, Ekinen bertsio berriago batek idatzia

listing-status-scheduled = egingo da
listing-status-full = beteta
listing-status-moved-online = sarera aldatuta
listing-status-postponed = atzeratuta
listing-status-cancelled = bertan behera utzita
listing-status-other = hemen ezezaguna den egoera

listing-seats-left = { $n ->
    [0] Beteta
    [one] Toki bat libre
   *[other] { $n } toki libre
 }
listing-seats = { $n ->
    [0] Tokirik ez
    [one] Toki bat
   *[other] { $n } toki
 }
listing-wheelchair-seats = { $n ->
    [0] Gurpil-aulkirako tokirik ez
    [one] Gurpil-aulkirako toki bat
   *[other] Gurpil-aulkirako { $n } toki
 }
listing-companion-seats = { $n ->
    [0] Laguntzailearentzako tokirik ez
    [one] Laguntzailearentzako toki bat
   *[other] Laguntzaileentzako { $n } toki
 }

listing-free = Doan
listing-price = Prezioa: { $price }
listing-price-range = Prezioa: { $from } eta { $to } artean
listing-price-unsaid = Ez da preziorik aipatzen
listing-ages = Adina: { $min } urte eta { $max } urte artean
listing-ages-from = { $min ->
    [0] Edozein adin
    [one] Gutxieneko adina: urte bat
   *[other] Gutxieneko adina: { $min } urte
 }
listing-ages-to = { $max ->
    [0] Urtebete baino gutxiago
    [one] Gehienezko adina: urte bat
   *[other] Gehienezko adina: { $max } urte
 }

listing-organiser = Antolatzailea: { $name }
listing-place = Non: { $place }
listing-when = Noiz: { $when }
listing-more-dates = { $n ->
    [0] Ez dago beste datarik
    [one] Eta beste data bat
   *[other] Eta beste { $n } data
 }
listing-distance = { $km } kilometrora
listing-zone = Ordu-eremua: { $zone }
listing-bring = Zer eraman: { $things }
listing-answer = Erantzuteko: { $way }
listing-source = Jatorria: { $source }
listing-licence = Lizentzia: { $licence }
listing-updated = Azken eguneratzea: { $date }
listing-language = Hizkuntza: { $language }
listing-withdrawn = Argitaratu duenak kendu du
listing-postponed-no-date = Atzeratuta. Data berria ez da ezagutzen.
listing-no-date = Datarik gabe
listing-all-day = Egun osoan

listing-accessibility-hearing = Pertsona gorrak edo entzumen urrikoak
listing-accessibility-visual = Pertsona itsuak edo ikusmen urrikoak
listing-accessibility-psychic = Desgaitasun psikikoa duten pertsonak
listing-accessibility-motor = Gurpil-aulkia
listing-accessibility-intellectual = Adimen-desgaitasuna duten pertsonak
listing-accessibility-step-free = Koskarik gabe
listing-accessibility-toilets = Komun egokitua
listing-accessibility-parking = Aparkaleku erreserbatua
listing-accessibility-quiet = Leku lasaia
listing-accessibility-yes = { $what }: bai
listing-accessibility-no = { $what }: ez
listing-accessibility-unsaid = { $what }: ez dakigu

field-id = identifikatzailea
field-type = mota
field-title = izenburua
field-summary = laburpena
field-body = testua
field-original = jatorrizko hizkuntza
field-organiser = antolatzailea
field-organiser-name = antolatzailearen izena
field-organiser-url = antolatzailearen webgunea
field-place = lekua
field-place-name = lekuaren izena
field-place-address = helbidea
field-place-postcode = posta-kodea
field-place-town = herria
field-place-country = herrialdea
field-place-position = mapako kokapena
field-place-online = sareko helbidea
field-timings = datak eta orduak
field-start = hasiera
field-end = amaiera
field-tz = ordu-eremua
field-rrule = errepikapena
field-exdate = kendutako datak
field-rdate = gehitutako datak
field-hours = ordutegia
field-status = egoera
field-accessibility = irisgarritasuna
field-price = prezioa
field-price-note = prezioaren baldintzak
field-audience = norentzat
field-ages = adinak
field-capacity = toki kopurua
field-bring = zer eraman
field-answer = erantzuteko modua
field-answer-url = erantzuteko webgunea
field-answer-phone = erantzuteko telefonoa
field-answer-email = erantzuteko helbide elektronikoa
field-tags = gako-hitzak
field-images = irudiak
field-image-alt = irudiaren deskribapena
field-image-credit = irudiaren egilea
field-source = iturria
field-licence = lizentzia
field-updated = eguneratze-data
field-hand = eskuz aldatutako eremuak
field-name = lurraldearen izena
field-zone = lurraldearen ordu-eremua
field-bounds = lurraldearen mugak
field-languages = lurraldearen hizkuntzak
mark-versions = bi bertsio
mark-saved = gordeta
