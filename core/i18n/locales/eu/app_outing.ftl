## An incident in an outing, and its plan

app-incident-title = Gorabehera
app-incident-sealed = Lantaldeak bakarrik irakurriko du. Ordua bere kabuz gordetzen da.
app-incident-what = Zer gertatu da?
app-incident-who = Nori gertatu zaio?
app-incident-where = Non gertatu da?
app-incident-measures = Zer egin da?
app-incident-write = Idatzi lantaldearentzat
app-incident-needed = Esan lehenbizi zer gertatu den.
app-incident-for = Zein lantalderentzat?
app-incident-choose = Aukeratu lehenbizi lantaldea, orriaren behealdean.
app-plan-edit = Aldatu plana
app-plan-keep = Gorde plana
app-plan-start = Hasiera
app-plan-end = Amaiera
app-plan-day-of = { $what }: eguna
app-plan-hour-of = { $what }: ordua
app-plan-address = Helbidea
app-plan-meeting = Bilgunea
app-plan-how-many = Zenbat
app-plan-ratio = Pertsonak arduradun bakoitzeko
app-plan-seats = Toki kopurua
app-plan-two = Bi pertsonak idatzi dute: { $field }
app-plan-choose = Ikusi eta aukeratu
