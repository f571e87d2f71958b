package eus.ekin.ui

import eus.ekin.client.Words
import eus.ekin.core.AccessAnswer
import eus.ekin.core.AdDraft
import eus.ekin.core.AdLine
import eus.ekin.core.AnswerLine
import eus.ekin.core.Card
import eus.ekin.core.Dispute
import eus.ekin.core.DraftLine
import eus.ekin.core.Fact
import eus.ekin.core.FactKind
import eus.ekin.core.Fits
import eus.ekin.core.Freshness
import eus.ekin.core.HeadCount
import eus.ekin.core.HeadRow
import eus.ekin.core.House
import eus.ekin.core.Language
import eus.ekin.core.LinkIs
import eus.ekin.core.LinkKind
import eus.ekin.core.LegLine
import eus.ekin.core.Listing
import eus.ekin.core.ListingStatus
import eus.ekin.core.ListingType
import eus.ekin.core.Mark
import eus.ekin.core.Mine
import eus.ekin.core.NeedKind
import eus.ekin.core.NeedLine
import eus.ekin.core.OutingLine
import eus.ekin.core.Reply
import eus.ekin.core.Say
import eus.ekin.core.Section
import eus.ekin.core.SectionKind
import eus.ekin.core.Seeing
import eus.ekin.core.Near
import eus.ekin.core.StaffPart
import eus.ekin.core.Todo
import eus.ekin.core.UnderWay
import eus.ekin.core.Transport
import eus.ekin.core.WayKind
import eus.ekin.core.WayToAnswer
import eus.ekin.core.Wording
import eus.ekin.ui.count.CountState
import eus.ekin.ui.discover.DiscoverState
import eus.ekin.ui.discover.NOTHING
import eus.ekin.ui.filter.FilterState
import eus.ekin.ui.house.HouseState
import eus.ekin.ui.listing.ListingState
import eus.ekin.ui.mine.MineState
import eus.ekin.ui.needs.NeedsState
import eus.ekin.ui.welcome.WelcomeState
import eus.ekin.ui.write.EMPTY
import eus.ekin.ui.write.Step
import eus.ekin.ui.write.WriteState

/** What screens show in pictures: the words of listings in one language, as the core gives them. */
class Samples(val language: Language) {
    private fun of(fr: String, eu: String, es: String) = when (language) {
        Language.FR -> fr
        Language.EU -> eu
        Language.ES -> es
    }

    private fun wording(fr: String, eu: String, es: String) = Wording(of(fr, eu, es), language.name.lowercase(), null)

    private val saturday = of("Samedi 28 novembre, 14\u00A0h – 16\u00A0h\u00A030", "Azaroaren 28a, larunbata, 14:00–16:30", "Sábado 28 de noviembre, 14:00–16:30")

    val museum = Card(
        id = "a1", listingType = ListingType.ACTIVITY, typeWords = of("Activité", "Jarduera", "Actividad"),
        title = wording("Le Musée basque, visite tranquille", "Euskal Museoa, bisita lasaia", "El Museo Vasco, visita tranquila"),
        `when` = saturday, place = of("Musée basque, Bayonne, à 3 km", "Euskal Museoa, Baiona, 3 kilometrora", "Museo Vasco, Bayona, a 3 km"),
        status = ListingStatus.SCHEDULED, statusWords = null, conflict = false, saved = false, transport = null, pattern = 1u,
    )

    val match = museum.copy(
        id = "b2", listingType = ListingType.NEED, typeWords = of("Besoin", "Eskaera", "Petición"),
        title = wording("Qui vient au match avec Peio ?", "Nor dator Peiorekin partidara?", "¿Quién viene al partido con Peio?"),
        `when` = of("Demain, 15\u00A0h", "Bihar, 15:00", "Mañana, 15:00"), place = of("Stade, Anglet", "Estadioa, Angelu", "Estadio, Anglet"),
        transport = Transport.Local, pattern = 4u,
    )

    private val garden = museum.copy(
        id = "c3", listingType = ListingType.OFFER, typeWords = of("Proposition", "Eskaintza", "Oferta"),
        title = Wording("Lorategia elkarrekin zaintzeko ordu bat astean", "eu", if (language == Language.EU) null else "Euskara"),
        `when` = null, place = of("Hendaye", "Hendaia", "Hendaya"), status = ListingStatus.CANCELLED,
        statusWords = of("Annulé", "Bertan behera utzita", "Cancelado"), pattern = 2u,
    )

    val welcome = WelcomeState(language)

    /** A link of another territory than this device's. */
    fun beside(words: Words): WelcomeState {
        val says = listOf(words[Say.linkTerritoryBeside("Bizkaia", "Euskal Herria")])
        return welcome.copy(link = LINK, leads = LinkIs(LinkKind.TERRITORY, "Bizkaia", says, true))
    }

    /** An invitation into a house. */
    fun invited(words: Words): WelcomeState {
        val until = of("15\u00A0h\u00A040", "15:40", "15:40")
        val says = listOf(Say.linkRole(of("équipe éducative", "hezitzailea", "equipo educativo")), Say.linkUntil(until), Say.linkSeen())
        return welcome.copy(link = LINK, leads = LinkIs(LinkKind.HOUSE, "Etxe Alaia", says.map { words[it] }, true), camera = true)
    }

    val freshness = Freshness(true, of("8\u00A0h\u00A010", "8:10", "8:10"), false, null, 0u)

    val discover = DiscoverState(
        freshness = freshness,
        sections = listOf(
            Section(SectionKind.WEEK, listOf(museum), true),
            Section(SectionKind.NEEDS, listOf(match), false),
            Section(SectionKind.OFFERS, listOf(garden), false),
        ),
    )

    val stale = discover.copy(
        freshness = freshness.copy(asOf = of("lundi 18\u00A0h\u00A005", "astelehena 18:05", "lunes 18:05"), stale = true),
        notices = listOf(Say.appOffline()),
        sections = discover.sections.drop(1),
    )

    /** The relay is silent, and the clock of the phone is wrong. */
    val silent = discover.copy(notices = listOf(Say.appRelaySilent(), Say.errorClock()), sections = discover.sections.drop(1))

    val listing = ListingState(
        Listing(
            id = "a1", listingType = ListingType.ACTIVITY, typeWords = museum.typeWords, title = museum.title, summary = null,
            body = wording(
                "On regarde trois salles, sans se presser. Il y a des bancs partout. On prend un goûter ensemble après la visite.",
                "Hiru gela ikusiko ditugu, presarik gabe. Aulkiak daude leku guztietan. Bisitaren ondoren, askaria elkarrekin.",
                "Vemos tres salas, sin prisa. Hay bancos por todas partes. Después de la visita merendamos.",
            ),
            status = ListingStatus.SCHEDULED, statusWords = null, withdrawn = false,
            facts = listOf(
                Fact(FactKind.WHEN, saturday),
                Fact(FactKind.PLACE, of("Musée basque, 37 quai des Corsaires, 64100 Bayonne", "Euskal Museoa, 37 quai des Corsaires, 64100 Baiona", "Museo Vasco, 37 quai des Corsaires, 64100 Bayona")),
                Fact(FactKind.PRICE, of("Gratuit", "Doan", "Gratis")),
                Fact(FactKind.SEATS, of("10 places, 3 places pour fauteuil roulant", "10 toki, gurpil-aulkirako 3 toki", "10 plazas, 3 plazas para silla de ruedas")),
                Fact(FactKind.BRING, of("À emporter\u00A0: une veste", "Zer eraman: jaka bat", "Qué llevar: una chaqueta")),
                Fact(FactKind.ORGANISER, of("Organisé par\u00A0: Etxe Alaia", "Antolatzailea: Etxe Alaia", "Organiza: Etxe Alaia")),
            ),
            access = listOf(
                AccessAnswer(of("Fauteuil roulant", "Gurpil-aulkia", "Silla de ruedas"), true, of("Fauteuil roulant\u00A0: oui", "Gurpil-aulkia: bai", "Silla de ruedas: sí")),
                AccessAnswer(of("Lieu calme", "Leku lasaia", "Lugar tranquilo"), true, of("Lieu calme\u00A0: oui", "Leku lasaia: bai", "Lugar tranquilo: sí")),
                AccessAnswer(of("Place de parking", "Aparkalekua", "Aparcamiento"), false, of("Place de parking\u00A0: non", "Aparkalekua: ez", "Aparcamiento: no")),
                AccessAnswer(of("boucle magnétique", "begizta magnetikoa", "bucle magnético"), null, ""),
            ),
            ways = listOf(WayToAnswer(WayKind.WEB, "ekin:INBOX"), WayToAnswer(WayKind.PHONE, "05 59 59 08 98")),
            point = null, saved = true, transport = null, versions = emptyList(), newer = false, pattern = 1u,
        ),
    )

    val listingWays = listing.copy(
        listing = listing.listing!!.copy(ways = listOf(WayToAnswer(WayKind.PHONE, "05 59 59 08 98"), WayToAnswer(WayKind.EMAIL, "sorties@etxe-alaia.example"))),
        ways = true,
    )

    private val draft = EMPTY.copy(
        listingType = ListingType.NEED, title = match.title.text,
        body = of("Peio aime le rugby. Il lui faut quelqu’un pour le trajet.", "Peiok rugbia du gustuko. Bidean norbait behar du.", "A Peio le gusta el rugby. Necesita a alguien para el trayecto."),
        place = of("Stade", "Estadioa", "Estadio"), town = of("Anglet", "Angelu", "Anglet"), phone = "05 59 00 00 00",
    )

    val write = WriteState(Step.WHAT, draft, kept = true)

    val writeWhen = WriteState(Step.WHEN, draft, day = "2026-11-28", from = "15:00", kept = true)

    fun writeFault(fault: String) = WriteState(Step.WHAT, draft.copy(title = ""), faults = mapOf("title" to fault))

    val writeLook = WriteState(
        Step.LOOK, draft, day = "2026-11-28", from = "15:00", kept = true,
        card = match.copy(id = "", `when` = of("Samedi 28 novembre, 15\u00A0h", "Azaroaren 28a, larunbata, 15:00", "Sábado 28 de noviembre, 15:00"), transport = null),
    )

    fun writeCare(care: String) = writeLook.copy(care = care)

    val needs = NeedsState(
        setOf(NeedKind.WHEELCHAIR, NeedKind.QUIET),
        Fits(listOf(museum), null, listOf(NeedLine(NeedKind.QUIET, of("Lieu calme", "Leku lasaia", "Lugar tranquilo"), 3u)), emptyList()),
    )

    private fun row(name: String, mark: Mark, place: String? = null) = HeadRow(name, name, name.take(2), mark, place)

    private val device = of("Téléphone de Mikel", "Mikelen telefonoa", "Teléfono de Mikel")

    val count = CountState(
        HeadCount(
            title = wording("Retour du musée", "Museotik itzultzean", "Vuelta del museo"),
            legs = listOf(
                LegLine("a", of("Au départ, 14\u00A0h", "Abiatzean, 14:00", "Al salir, 14:00")),
                LegLine("b", of("Au retour, 16\u00A0h\u00A030", "Itzultzean, 16:30", "Al volver, 16:30")),
            ),
            leg = "b", present = 3u, expected = 5u,
            rows = listOf(
                row("Amaia L.", Mark.HERE), row("Bixente D.", Mark.HERE), row("Colette M.", Mark.EXCUSED), row("Joseph E.", Mark.DISPUTED),
                row("Maialen O.", Mark.TO_SEE, of("car park, 16\u00A0h\u00A005", "aparkalekua, 16:05", "aparcamiento, 16:05").replace("car park", "parking")),
                row("Peio A.", Mark.HERE),
            ),
            missing = listOf("Joseph E.", "Maialen O."),
            disputes = listOf(Dispute("Joseph E.", "Joseph E.", listOf(Seeing(null, of("16\u00A0h\u00A033", "16:33", "16:33"), false), Seeing(device, of("16\u00A0h\u00A032", "16:32", "16:32"), true)))),
            unnamed = 1u, guests = 0u, everybody = false, lastNews = listOf("$device, ${of("16\u00A0h\u00A032", "16:32", "16:32")}"),
        ),
        last = "Peio A.",
    )

    val everybody = CountState(
        count.count!!.copy(
            present = 5u, rows = count.count.rows.map { if (it.mark == Mark.EXCUSED) it else it.copy(mark = Mark.HERE, lastPlace = null) },
            missing = emptyList(), disputes = emptyList(), everybody = true,
        ),
        finished = true,
    )

    val mine = MineState(
        Mine(
            1u,
            listOf(DraftLine("d", AdDraft(ListingType.LOAN, of("Un ordinateur portable", "Ordenagailu eramangarri bat", "Un ordenador portátil"), "", "", "", false, "", "", "", null, "", ""), of("Prêt", "Mailegua", "Préstamo"))),
            listOf(
                AdLine(2, match.title.text, "Euskal Herria", of("14\u00A0h\u00A002", "14:02", "14:02"), Transport.Local, null, false, null, null),
                AdLine(1, of("Cours de guitare à 50 euros", "Gitarra eskolak 50 euroan", "Clases de guitarra a 50 euros"), "Euskal Herria", of("hier, 9\u00A0h", "atzo, 9:00", "ayer, 9:00"), Transport.Received, Say.outcomeRefusedBecause(words(language)[Say.reasonCommercial()]), true, null, "d2"),
            ),
            listOf(museum.copy(saved = true)),
        ),
        listOf(
            AnswerLine(
                3, "a1", of("Oui", "Bai", "Sí"), museum.title.text, null, of("hier, 18\u00A0h", "atzo, 18:00", "ayer, 18:00"), Transport.Received,
                listOf(Reply(Say.cannedWelcome(), null)),
            ),
        ),
        1u, freshness = freshness,
    )

    val house = HouseState(
        listOf(House("s", "Etxe Alaia", words(language)[Say.roleEducator()], 0u, StaffPart("t", words(language)[Say.roleEducator()]))),
        listOf(
            OutingLine("s", "Etxe Alaia", "p", wording("Le Musée basque", "Euskal Museoa", "El Museo Vasco"), of("Aujourd’hui, 14\u00A0h – 16\u00A0h\u00A030", "Gaur, 14:00–16:30", "Hoy, 14:00–16:30"), of("Bayonne", "Baiona", "Bayona"), true, listOf(LegLine("a", "")), 13u),
            OutingLine("s", "Etxe Alaia", "q", wording("La plage", "Hondartza", "La playa"), of("Jeudi 3 décembre, 10\u00A0h", "Abenduaren 3a, osteguna, 10:00", "Jueves 3 de diciembre, 10:00"), null, false, listOf(LegLine("a", "")), 6u),
        ),
        Todo(3u, 1u, 2u, 1u), freshness = freshness,
    )

    val filters = FilterState(NOTHING.copy(fit = true, listingType = ListingType.ACTIVITY, near = Near(of("Bayonne", "Baiona", "Bayona"), 30.0)), count = 42u)

    val underWay = UnderWay(house.outings!!.first(), LegLine("b", of("Retour, 16\u00A0h\u00A030", "Itzulera, 16:30", "Vuelta, 16:30")), 11u, 13u, 1u)
}

/** As long as a link is, and as it is typed. */
private const val LINK = "ekin:UIAAAALYLMQCXGZJ7N4Q2M3K"
