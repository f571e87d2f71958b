## Not yet re-read by a speaker

field-problem = { $field }: { $problem }
field-problem-at = Lerroa: { $line }. { $problem }
problem-missing = ez dago ezer idatzita. Bete eremu hau.
problem-too-long = { $actual } karaktere daude, eta muga { $max } da. Laburtu.
problem-too-many = { $max ->
    [0] hemen ez da bat ere onartzen. Kendu.
    [one] bakarra onartzen da. Kendu besteak.
   *[other] gehienez { $max } onartzen dira. Kendu besteak.
 }
problem-form-language = « { $tag } » ez da hizkuntza-kode bat. Idatzi, adibidez, fr, eu edo es.
problem-form-moment = « { $value } » ez da data bat. Idatzi 2026-11-22, edo orduarekin, 2026-11-22T14:30.
problem-end-before-start = amaiera hasieraren aurretik dago. Zuzendu bietako bat.
problem-mixed-forms = batek ordua du eta besteak ez. Eman ordua biei, edo bati ere ez.
problem-unknown-zone = « { $value } » ez da ordu-eremu ezagun bat. Idatzi, adibidez, Europe/Madrid.
problem-half-point = latitudea edo longitudea falta da. Eman biak, edo bat ere ez.
problem-form-web-address = « { $value } » ez da web-helbide bat. Helbideek https:// dute hasieran.
problem-form-email = « { $value } » ez da helbide elektroniko bat. Egiaztatu @ ikurra.
problem-form-phone = « { $value } » ez da telefono-zenbaki bat. Utzi zifrak eta + ikurra.
problem-form-country = « { $value } » ez da herrialde-kode bat. Idatzi bi letra: FR edo ES.
problem-free-with-price = doan eta prezio bat ez datoz bat. Kendu bietako bat.
problem-form-choice = « { $value } » ez da onartzen. Aukeratu hauetako bat: { $values }.
problem-unknown-field = Ekinek ez du « { $name } » eremua ezagutzen. Kendu edo zuzendu izena.
problem-form-number = « { $value } » ez da zenbaki bat. Idatzi zifrekin.
problem-form-yes-no = « { $value } » ez da bai edo ez. Idatzi yes edo no.
problem-too-large-together = iragarki osoa handiegia da. Gehienezko tamaina: { $max }. Laburtu testua.
problem-image-alt = esan irudian zer ikusten den.
problem-edit-form = idatzi EREMUA=BALIOA, adibidez status=cancelled edo title.eu=Dantzaldia.
problem-when-lacks = Zerbait falta da: noiz, zer ordutan edo non. Gehitu, eta bidali berriro.
problem-control-character = karaktere ikusezin debekatu bat dago. Tokia: { $position }. Kendu.
problem-out-of-range = { $given } ez da egokia. Txikiena: { $min }. Handiena: { $max }.
problem-max-below-min = balio handiena txikiena baino txikiagoa da. Trukatu.
problem-read-only = bertsio berriago batek idatzi du hau. Irakur dezakezu. Aldatzeko, eguneratu Ekin.
problem-not-editable = agindu honek ezin du eremu hau aldatu.
problem-form-date-or-instant = « { $value } » ez da data bat. Idatzi 2026-11-22, edo 2026-11-22T14:30:00Z.
problem-form-zone = « { $value } » ez da ordu-eremu bat. Idatzi, adibidez, Europe/Madrid.
problem-form-name = « { $value } » ez da izen labur bat. Utzi azenturik gabeko letrak, zifrak eta ikur hauek: - _ .
problem-form-degrees = « { $value } » ez da gradutan emandako kokapen bat. Idatzi, adibidez, 43.4929.
problem-form-yes-no-unsaid = « { $value } » ez da egokia hemen. Idatzi yes, no edo unsaid.
problem-form-answer = « { $value } » idazkerak ez du esaten nola erantzun. Idatzi url=…, phone=… edo email=….
problem-rule-too-long = errepikapena luzeegia da. Muga: { $max } karaktere.
problem-rule-part = Ekinek ez du errepikapenaren zati hau ezagutzen, edo bi aldiz dago: { $name }
problem-rule-value = errepikapenaren zati honen balioa ez da egokia: { $name }
problem-rule-too-fine = jarduera bat ez da orduro errepikatzen. Errepikatu egunez edo luzeago.
problem-rule-until-before-start = errepikapena hasi aurretik amaitzen da. Zuzendu UNTIL.
problem-rule-count-and-until = COUNT eta UNTIL ez doaz elkarrekin. Kendu bietako bat.
problem-rule-contradiction = errepikapenaren zatiak kontraesanean daude: ez dago data egokirik. Zuzendu.
problem-original-untitled = ez dago izenbururik jatorrizko hizkuntzan. Gehitu izenburu hori edo aldatu jatorrizko hizkuntza.
problem-rule-form = Ekinek ez du errepikapen hau ulertzen. Idatzi horrela: FREQ=WEEKLY;BYDAY=SA.
problem-form-part = eremu honek hainbat zati ditu. Aipatu bat, « ekin schema » aginduak erakusten duen bezala: EREMUA.ZATIA=BALIOA.
problem-form-schema = balio honek ez du behar duen forma. Hemen azaltzen da: « ekin schema ».
problem-form-answer-none = adierazi nola erantzun: answer.url=…, answer.phone=… edo answer.email=….
