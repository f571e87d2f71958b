## The filter sheet

app-filter-title = Filtres

# $n (Number) filters that are on
app-filter-count = Filtres : { $n }
app-filter-what = Quoi
app-filter-everything = Tout
app-filter-when = Quand
app-filter-any-day = N’importe quel jour
app-filter-today = Aujourd’hui
app-filter-weekend = Ce week-end
app-filter-week = Les 7 jours qui viennent
app-filter-month = Les 30 jours qui viennent
app-filter-where = Où
app-filter-town = Sans votre position, choisissez une commune.
app-filter-town-field = Commune

# $km (Number) kilometres around a town
app-filter-within = à { $km } km
app-filter-language = Langue
app-filter-any-language = Toutes
app-filter-fit = Seulement ce qui répond à tous mes besoins
app-filter-needs = Choisir mes besoins
app-filter-clear = Enlever les filtres

# $n (Number) listings that fit
app-filter-show = { $n ->
    [0] Aucune annonce : enlevez un filtre
    [one] Voir { $n } annonce
   *[other] Voir { $n } annonces
 }
