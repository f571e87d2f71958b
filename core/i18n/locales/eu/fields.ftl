## Not yet re-read by a speaker

field-problem = { $field }: { $problem }
field-problem-at = Lerroa: { $line }. { $problem }
problem-missing = ez dago ezer idatzita. Bete eremu hau.
problem-empty = testua hutsik dago. Idatzi, edo kendu eremu hau.
problem-too-long = { $actual } karaktere daude, eta muga { $max } da. Laburtu.
problem-too-many = { $max ->
    [0] hemen ez da bat ere onartzen. Kendu.
    [one] bakarra onartzen da. Kendu besteak.
   *[other] gehienez { $max } onartzen dira. Kendu besteak.
 }
problem-language-tag = « { $tag } » ez da hizkuntza-kode bat. Idatzi, adibidez, fr, eu edo es.
problem-original-lacks = jatorrizko hizkuntza « { $tag } » da, eta ez dago izenbururik hizkuntza horretan. Gehitu izenburua edo aldatu jatorrizko hizkuntza.
problem-date = « { $value } » ez da data bat. Idatzi 2026-11-22, edo orduarekin, 2026-11-22T14:30.
problem-end-before-start = amaiera hasieraren aurretik dago. Zuzendu bietako bat.
problem-mixed-dates = batek ordua du eta besteak ez. Eman ordua biei, edo bati ere ez.
problem-rrule = Ekinek ez du errepikapen hau ulertzen: { $value }. Idatzi honela: FREQ=WEEKLY;BYDAY=SA.
problem-rrule-long = errepikapen honek { $max } data baino gehiago ematen ditu. Gehitu amaiera bat: UNTIL edo COUNT.
problem-time-zone = « { $value } » ez da ordu-eremu ezagun bat. Idatzi, adibidez, Europe/Madrid.
problem-position = latitudea -90 eta 90 artekoa da, eta longitudea -180 eta 180 artekoa. Egiaztatu bi zenbakiak.
problem-position-half = latitudea edo longitudea falta da. Eman biak, edo bat ere ez.
problem-url = « { $value } » ez da web-helbide bat. Helbideek https:// dute hasieran.
problem-email = « { $value } » ez da helbide elektroniko bat. Egiaztatu @ ikurra.
problem-phone = « { $value } » ez da telefono-zenbaki bat. Utzi zifrak eta + ikurra.
problem-country = « { $value } » ez da herrialde-kode bat. Idatzi bi letra: FR edo ES.
problem-price-order = preziorik txikiena handiena baino handiagoa da. Trukatu.
problem-price-free = doan eta prezio bat ez datoz bat. Kendu bietako bat.
problem-age-order = adinik txikiena handiena baino handiagoa da. Trukatu.
problem-capacity = toki kopurua handiegia da. Egiaztatu.
problem-control-character = karaktere ikusezin debekatu bat dauka. Kendu.
problem-choice = « { $value } » ez da onartzen. Aukeratu hauetako bat: { $values }.
problem-unknown-field = Ekinek ez du « { $name } » eremua ezagutzen. Kendu edo zuzendu izena.
problem-number = « { $value } » ez da zenbaki bat. Idatzi zifrekin.
problem-yes-no = « { $value } » ez da bai edo ez. Idatzi true edo false.
problem-too-large = iragarki osoa handiegia da. Gehienezko tamaina: { $max }. Laburtu testua.
problem-image-alt = esan irudian zer ikusten den.
problem-edit-form = idatzi EREMUA=BALIOA, adibidez status=cancelled edo title.eu=Dantzaldia.
problem-when-lacks = Zerbait falta da: noiz, zer ordutan edo non. Gehitu, eta bidali berriro.
