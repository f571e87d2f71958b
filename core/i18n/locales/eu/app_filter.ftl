## The filter sheet

app-filter-title = Iragazkiak
app-filter-count = Iragazkiak: { $n }
app-filter-what = Zer
app-filter-everything = Dena
app-filter-when = Noiz
app-filter-any-day = Edozein egun
app-filter-today = Gaur
app-filter-weekend = Asteburu honetan
app-filter-week = Hurrengo 7 egunetan
app-filter-month = Hurrengo 30 egunetan
app-filter-where = Non
app-filter-town = Zure kokapenik gabe, aukeratu udalerri bat.
app-filter-town-field = Udalerria
app-filter-within = { $km } kilometrora
app-filter-language = Hizkuntza
app-filter-any-language = Guztiak
app-filter-fit = Nire behar guztiei erantzuten dietenak bakarrik
app-filter-needs = Aukeratu nire beharrak
app-filter-clear = Kendu iragazkiak
app-filter-show = { $n ->
    [0] Iragarkirik ez: kendu iragazki bat
    [one] Ikusi iragarki bat
   *[other] Ikusi { $n } iragarki
}
