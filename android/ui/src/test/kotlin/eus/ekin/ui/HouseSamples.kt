package eus.ekin.ui

import eus.ekin.core.AnswerIn
import eus.ekin.core.AnswerKind
import eus.ekin.core.AskedLine
import eus.ekin.core.CardField
import eus.ekin.core.CardReason
import eus.ekin.core.ClaimLine
import eus.ekin.core.ClaimState
import eus.ekin.core.Conflicts
import eus.ekin.core.ConsentLine
import eus.ekin.core.EmergencyCard
import eus.ekin.core.EmergencyNumber
import eus.ekin.core.House
import eus.ekin.core.IncidentIs
import eus.ekin.core.Language
import eus.ekin.core.LegLine
import eus.ekin.core.LinkPicture
import eus.ekin.core.ListingType
import eus.ekin.core.MemberLine
import eus.ekin.core.Members
import eus.ekin.core.Moment
import eus.ekin.core.MomentAudience
import eus.ekin.core.MomentStanding
import eus.ekin.core.NoteLine
import eus.ekin.core.NoteText
import eus.ekin.core.NumbersOf
import eus.ekin.core.OneVersion
import eus.ekin.core.OutingLine
import eus.ekin.core.OutingPerson
import eus.ekin.core.OutingPlan
import eus.ekin.core.PackingLine
import eus.ekin.core.PaperLine
import eus.ekin.core.PersonPage
import eus.ekin.core.PlanLine
import eus.ekin.core.PlanRival
import eus.ekin.core.PlanText
import eus.ekin.core.ReadyLine
import eus.ekin.core.ReminderLine
import eus.ekin.core.Say
import eus.ekin.core.SeatCell
import eus.ekin.core.SeatPlan
import eus.ekin.core.ServiceKind
import eus.ekin.core.StaffPart
import eus.ekin.core.Text
import eus.ekin.core.ToRead
import eus.ekin.core.TwoVersions
import eus.ekin.core.WeekDay
import eus.ekin.core.WeekPage
import eus.ekin.core.WeekRow
import eus.ekin.core.WhoMay
import eus.ekin.core.WishLine
import eus.ekin.core.Wording
import eus.ekin.ui.answer.AnswerState
import eus.ekin.ui.answer.AnswersInState
import eus.ekin.ui.card.CardState
import eus.ekin.ui.card.Opened
import eus.ekin.ui.conflict.ConflictState
import eus.ekin.ui.incident.IncidentState
import eus.ekin.ui.members.InviteState
import eus.ekin.ui.members.MembersState
import eus.ekin.ui.moderation.ModerationState
import eus.ekin.ui.moments.MomentsState
import eus.ekin.ui.notes.NotesState
import eus.ekin.ui.outing.OutingState
import eus.ekin.ui.people.PeopleState
import eus.ekin.ui.plan.DayHour
import eus.ekin.ui.plan.PlanState
import eus.ekin.ui.recovery.RecoveryState
import eus.ekin.ui.recovery.RecoveryStep
import eus.ekin.ui.seats.SeatsState
import eus.ekin.ui.week.WeekState
import eus.ekin.ui.wishes.WishesState
import java.time.LocalTime

/** What the house's screens show in pictures, in one language, as the core gives it. */
class HouseSamples(private val language: Language, private val all: Samples) {
    private val said = words(language)

    private fun of(fr: String, eu: String, es: String) = when (language) {
        Language.FR -> fr
        Language.EU -> eu
        Language.ES -> es
    }

    private val museum = of("Le Musée basque", "Euskal Museoa", "El Museo Vasco")

    private val line = OutingLine(
        "s", "Etxe Alaia", "p", Wording(museum, language.name.lowercase(), null),
        of("Samedi 28 novembre, 14\u00A0h – 16\u00A0h\u00A030", "Azaroaren 28a, larunbata, 14:00–16:30", "Sábado 28 de noviembre, 14:00–16:30"),
        of("Bayonne", "Baiona", "Bayona"), true, listOf(LegLine("a", "")), 13u,
    )

    val answer = AnswerState(all.listing.listing!!.title.text, AnswerKind.YES, "Nora", of("On sera deux.", "Bi izango gara.", "Seremos dos."), 2, 1)

    val answerSent = answer.copy(sent = true)

    val answersIn = AnswersInState(
        listOf(
            AnswerIn("a", listOf(of("Oui", "Bai", "Sí"), said[Say.answerBy("Nora")], of("2 places", "2 toki", "2 plazas")), of("On vient en fauteuil.", "Gurpil-aulkian gatoz.", "Venimos en silla."), AnswerKind.YES, of("14\u00A0h\u00A002", "14:02", "14:02"), true, true, null),
        ),
        listOf(AskedLine("w", "Maialen O.", of("Oui", "Bai", "Sí"), null, "a1", museum, true, listOf(of("Attend une personne de l’équipe.", "Lantaldeko norbaiten zain.", "Espera a alguien del equipo.")))),
    )

    private val people = listOf(
        OutingPerson("1", "Amaia L.", "Am", of("Bleu", "Urdina", "Azul"), listOf(PlanLine("speak_with_me", of("Comment me parler", "Nola hitz egin niri", "Cómo hablarme"), of("Doucement, avec des images.", "Poliki, irudiekin.", "Despacio, con imágenes.")))),
        OutingPerson("2", "Joseph E.", "Jo", null, emptyList()),
    )

    val outing = OutingState(
        OutingPlan(
            line,
            listOf(
                ReadyLine(said[Say.readyAuthorised(12u, 14u, said[Say.readyToDo()])], false),
                ReadyLine(said[Say.readyCarers(4u, 4u, said[Say.readyDone()])], true),
            ),
            listOf(PlanLine("meeting", of("Rendez-vous", "Hitzordua", "Cita"), of("Devant la maison", "Etxe aurrean", "Delante de la casa"))),
            people,
            listOf(
                PackingLine("a", of("Une veste", "Jaka bat", "Una chaqueta"), of("Chacun", "Bakoitzak", "Cada uno"), true),
                PackingLine("b", of("La trousse de secours", "Sorospen-kutxa", "El botiquín"), of("Le groupe", "Taldea", "El grupo"), false),
            ),
            listOf(PaperLine("2", "Joseph E.", "outing", listOf(of("Joseph E., la sortie\u00A0: avant jeudi, dans 2 jours", "Joseph E., irteera: osteguna baino lehen, 2 egun", "Joseph E., la salida: antes del jueves, en 2 días"), of("Demandez aux parents.", "Galdetu gurasoei.", "Pregunten a los padres.")), false)),
            of("12 décembre, 16\u00A0h\u00A030", "Abenduaren 12a, 16:30", "12 de diciembre, 16:30"), true, false,
        ),
    )

    private val seat = ClaimLine(
        "c1", "Etxe Alaia", of("2 places, 1 pour fauteuil", "2 toki, 1 gurpil-aulkirako", "2 plazas, 1 para silla"), ClaimState.LIKELY, null,
        standing(Say.seatsStandingLikely()), listOf(of("Etxe Alaia n’a pas eu de place la dernière fois.", "Etxe Alaiak ez zuen tokirik izan azkenekoan.", "Etxe Alaia no tuvo plaza la última vez.")), null, true, false,
    )

    /** As the core gives it: with a capital. */
    private fun standing(vararg parts: Text) = parts.joinToString { said[it] }.replaceFirstChar { it.titlecase() }

    private fun cells(taken: Int, probable: Int, free: Int, over: Int = 0) =
        List(taken) { SeatCell.TAKEN } + List(probable) { SeatCell.PROBABLE } + List(free) { SeatCell.FREE } + List(over) { SeatCell.OVER }

    private fun sentence(all: ULong, taken: ULong, likely: ULong, free: ULong, wheelchair: ULong) =
        "${said[Say.appSeatsSentence(all, taken, likely, free)]} ${said[Say.appSeatsWheelchair(3u, wheelchair)]}"

    val seats = SeatsState(
        museum,
        SeatPlan(
            sentence(10u, 7u, 2u, 1u, 1u),
            emptyList(), cells(7, 2, 1), cells(2, 0, 1),
            listOf(
                seat,
                seat.copy(id = "c2", party = "Peio A.", state = ClaimState.WAITING, number = 1u, standing = standing(Say.seatsStandingWaiting(1u)), reasons = emptyList(), provisional = false),
                seat.copy(id = "c3", party = "Itsaso", state = ClaimState.HELD, standing = standing(Say.seatsStandingHeld()), reasons = emptyList(), provisional = false),
            ),
            listOf(of("Hier, 18\u00A0h\u00A010, téléphone de Mikel\u00A0: Itsaso accepté", "Atzo, 18:10, Mikelen telefonoa: Itsaso onartuta", "Ayer, 18:10, teléfono de Mikel: Itsaso aceptado")),
            false, true,
        ),
    )

    val seatsOver = seats.copy(
        seats = seats.seats!!.copy(
            sentence = sentence(8u, 10u, 0u, 0u, 1u), cells = cells(8, 0, 0, 2), over = true,
            lines = listOf(of("2 personnes de trop.", "2 pertsona gehiegi.", "2 personas de más.")),
            claims = seats.seats.claims.map {
                it.copy(state = ClaimState.OVER, number = null, reasons = emptyList(), provisional = false, standing = standing(Say.seatsStandingHeld(), Say.seatsStandingOver()))
            },
        ),
    )

    val cardWhy = CardState(people, people[1])

    val card = CardState(
        people, people[1],
        EmergencyCard(
            "2", "Joseph E.",
            listOf(
                CardField("allergies", of("Allergies", "Alergiak", "Alergias"), listOf(of("arachide", "kakahuetea", "cacahuete"))),
                CardField("in_crisis", of("En cas de crise", "Krisirik bada", "En caso de crisis"), listOf(of("Le coucher sur le côté, un coussin, regarder l’heure.", "Alboz etzan, kuxin bat, ordua begiratu.", "Acostar de lado, un cojín, mirar la hora."))),
                CardField("treatment", of("Traitement", "Tratamendua", "Tratamiento"), listOf(of("18\u00A0h", "18:00", "18:00"), of("20\u00A0h", "20:00", "20:00"))),
            ),
            listOf(NumbersOf("FR", listOf(EmergencyNumber("112", ServiceKind.ANY), EmergencyNumber("15", ServiceKind.MEDICAL), EmergencyNumber("18", ServiceKind.FIRE), EmergencyNumber("114", ServiceKind.TEXT)))),
            said[Say.cardAsOf(of("mardi 24 novembre, 18\u00A0h", "azaroaren 24a, asteartea, 18:00", "martes 24 de noviembre, 18:00"))],
        ),
        Opened(LocalTime.of(14, 5), CardReason.EMERGENCY),
    )

    private fun role(text: Text) = said[text].replaceFirstChar { it.titlecase() }

    private val mikel = MemberLine(2u, of("Téléphone de Mikel", "Mikelen telefonoa", "Teléfono de Mikel"), of("Téléphone de Mikel", "Mikelen telefonoa", "Teléfono de Mikel"), true, role(Say.roleEducator()), of("Lundi, 18\u00A0h\u00A005", "Astelehena, 18:05", "Lunes, 18:05"), of("3 mars, 12\u00A0h", "Martxoaren 3a, 12:00", "3 de marzo, 12:00"), false, true)

    val members = MembersState(
        Members(
            "Etxe Alaia",
            listOf(mikel.copy(number = 4u, name = of("Appareil 4", "4. gailua", "Dispositivo 4"), named = null, role = role(Say.roleVolunteer()), seen = null, until = null, removable = false)),
            listOf(mikel.copy(number = 0u, name = said[Say.appMembersMeNamed(of("Bureau", "Bulegoa", "Despacho"))], named = of("Bureau", "Bulegoa", "Despacho"), role = role(Say.roleAdmin()), me = true, removable = false, until = null), mikel),
            emptyList(), true, false,
        ),
    )

    val membersRemove = members.copy(removing = mikel, members = members.members!!.copy(arrivals = emptyList()))

    val membersName = members.copy(naming = 4u, name = of("Tablette du salon", "Egongelako tableta", "Tableta del salón"))

    val incident = IncidentState(
        people = outing.plan!!.people,
        staffs = listOf(House("s", "Etxe Alaia", null, 0u, StaffPart("t", "")), House("u", "Etxe Berri", null, 0u, StaffPart("v", ""))),
        staff = "t", place = of("Dans le bus", "Autobusean", "En el autobús"),
        what = of("Joseph est tombé en montant.", "Joseph erori da igotzean.", "Joseph se ha caído al subir."),
        concerned = setOf(outing.plan.people.first().person),
    )

    val incidentKept = incident.copy(written = IncidentIs.KEPT)

    private val planText = PlanText(
        of("Le Musée basque", "Euskal Museoa", "El Museo Vasco"), "2026-11-28T14:00", "2026-11-28T16:30",
        of("Musée basque", "Euskal Museoa", "Museo Vasco"), "37 quai des Corsaires", of("Bayonne", "Baiona", "Bayona"), "", "4", "10",
    )

    val planEdit = PlanState(
        planText, planText, DayHour(planText.start), DayHour(planText.end),
        listOf(
            PlanRival(
                "start", of("Début", "Hasiera", "Comienzo"),
                listOf(
                    of("Samedi 28 novembre, 14\u00A0h, téléphone de Mikel", "Azaroaren 28a, larunbata, 14:00, Mikelen telefonoa", "Sábado 28 de noviembre, 14:00, teléfono de Mikel"),
                    of("Samedi 28 novembre, 14\u00A0h\u00A030, bureau", "Azaroaren 28a, larunbata, 14:30, bulegoa", "Sábado 28 de noviembre, 14:30, despacho"),
                ),
            ),
        ),
    )

    val invite = InviteState()

    val inviteCode = InviteState(
        picture = LinkPicture("ekin:ABCD", List(9) { "ABCD" }, 25u, ByteArray(625) { if ((it * 7 + it / 25 * 3) % 5 < 2) 1 else 0 }, of("Aujourd’hui, 15\u00A0h\u00A040", "Gaur, 15:40", "Hoy, 15:40")),
    )

    private val twelve = of(
        "abeille balcon cerise dragon école fusée girafe harpe île jardin koala lampe",
        "ametsa baratza dantza egia familia gaztelu haritza itsasoa kantua lagun mendia neska",
        "abeja balcón cereza dragón escuela faro girasol harina isla jardín koala lámpara",
    ).split(' ')

    val recovery = RecoveryState()

    val recoveryShown = RecoveryState(RecoveryStep.SHOWN, words = twelve)

    fun recoveryFault(fault: String) = RecoveryState(RecoveryStep.ASKED, typed = twelve.dropLast(1).joinToString(" "), fault = fault)

    val recoveryGood = RecoveryState(RecoveryStep.GOOD, tried = true)

    private fun side(n: Int, says: String, by: String, shown: Boolean) = OneVersion("$n", says, by, n == 2, shown)

    val conflicts = ConflictState(
        Conflicts(
            listOf(
                TwoVersions(
                    "o", "start", of("Le Musée basque, heure du départ", "Euskal Museoa, abiatzeko ordua", "El Museo Vasco, hora de salida"), "Etxe Alaia",
                    listOf(
                        side(1, of("14\u00A0h", "14:00", "14:00"), of("Téléphone de Mikel, hier, 18\u00A0h\u00A010", "Mikelen telefonoa, atzo, 18:10", "Teléfono de Mikel, ayer, 18:10"), true),
                        side(2, of("14\u00A0h\u00A030", "14:30", "14:30"), of("Vous, hier, 18\u00A0h\u00A012", "Zu, atzo, 18:12", "Usted, ayer, 18:12"), false),
                    ),
                    false,
                ),
            ),
            listOf(of("Téléphone de Mikel a choisi\u00A0: La plage, lieu", "Mikelen telefonoak aukeratu du: Hondartza, lekua", "Teléfono de Mikel ha elegido: La playa, lugar")),
        ),
    )

    private val ad = ToRead(
        "t", "m", of("Annonce", "Iragarkia", "Anuncio"), ListingType.NEED, all.match.title,
        listOf(of("Samedi 5 décembre, 15\u00A0h", "Abenduaren 5a, larunbata, 15:00", "Sábado 5 de diciembre, 15:00"), of("Stade, Anglet", "Estadioa, Angelu", "Estadio, Anglet")),
        of("Mots à regarder\u00A0: épileptique", "Begiratzeko hitzak: epileptikoa", "Palabras que mirar: epiléptico"), of("14\u00A0h\u00A002", "14:02", "14:02"), "", true, emptyList(), true, true,
    )

    val toRead = ModerationState(listOf(ad))

    private fun day(n: Int, fr: String, eu: String, es: String) = WeekDay(of("$fr $n novembre", "Azaroaren ${n}a, $eu", "$es $n de noviembre"), n == 27, emptyList(), emptyList(), 0u)

    val week = WeekState(
        WeekPage(
            of("Semaine\u00A0: 23 novembre – 29 novembre", "Astea: azaroak 23 – azaroak 29", "Semana: 23 de noviembre – 29 de noviembre"), "2026-11-23", "2026-11-16", "2026-11-30",
            listOf(
                day(23, "Lundi", "astelehena", "Lunes"),
                day(24, "Mardi", "asteartea", "Martes").copy(
                    mine = listOf(
                        WeekRow(
                            all.match.copy(id = "t", `when` = of("Mardi 24 novembre, 15\u00A0h", "Azaroaren 24a, asteartea, 15:00", "Martes 24 de noviembre, 15:00"), transport = null),
                            "Joseph\u00A0: ${said[Say.wishYes()]}",
                        ),
                    ),
                ),
                day(25, "Mercredi", "asteazkena", "Miércoles"),
                day(26, "Jeudi", "osteguna", "Jueves"),
                day(27, "Vendredi", "ostirala", "Viernes").copy(others = 3u),
                day(28, "Samedi", "larunbata", "Sábado").copy(outings = listOf(line), mine = listOf(WeekRow(all.museum, "Maialen\u00A0: ${of("c’est noté.", "idatzita dago.", "está anotado.")}"))),
            ),
            emptyList(), false,
        ),
        listOf(ReminderLine(1, of("Aujourd’hui, 18\u00A0h", "Gaur, 18:00", "Hoy, 18:00"), of("Demain, à 14\u00A0h\u00A0: Le Musée basque", "Bihar, 14:00: Euskal Museoa", "Mañana, a las 14:00: El Museo Vasco"), "a1")),
        all.freshness,
    )

    val person = PeopleState(
        page = PersonPage(
            "1", "Amaia L.", "Am",
            listOf(PlanLine("likes", of("J’aime", "Gustuko dut", "Me gusta"), of("la mer, la musique", "itsasoa, musika", "el mar, la música")), people[0].known[0]),
            listOf(PlanLine("allergies", of("Allergies", "Alergiak", "Alergias"), of("arachide", "kakahuetea", "cacahuete"))),
            listOf(
                ConsentLine(said[Say.consentLineYes("Amaia L.", said[Say.audienceHouse()], said[Say.purposeMemory()], said[Say.signerSelf()])], true, false),
                ConsentLine(said[Say.consentLineNo("Amaia L.", said[Say.audienceJournal()], said[Say.purposeMemory()], said[Say.signerSelf()])], false, false),
            ),
            listOf(of("Ouverte par\u00A0: téléphone de Mikel. Raison\u00A0: urgence (12 novembre)", "Nork ireki du: Mikelen telefonoa. Zergatik: larrialdia. Noiz: azaroaren 12an", "La abrió: teléfono de Mikel. Motivo: urgencia (12 de noviembre)")), false,
        ),
    )

    val notes = NotesState(
        listOf(
            NoteLine("n", of("La nuit de Joseph", "Josephen gaua", "La noche de Joseph"), of("Aujourd’hui, 7\u00A0h", "Gaur, 7:00", "Hoy, 7:00"), true, false),
            NoteLine("m", of("Clés du minibus", "Minibusaren giltzak", "Llaves del minibús"), of("Hier, 18\u00A0h", "Atzo, 18:00", "Ayer, 18:00"), false, true),
        ),
    )

    val note = NotesState(writing = NoteText(notes.notes!![0].title, of("Il a bien dormi. Il demande sa sœur.", "Ondo lo egin du. Arrebagatik galdetu du.", "Ha dormido bien. Pregunta por su hermana.")))

    private val photo = Moment(
        "m", of("Devant le musée", "Museo aurrean", "Delante del museo"), listOf("Amaia L.", "Joseph E."), false, 0u, MomentStanding.HERE, null,
        listOf(
            WhoMay(MomentAudience.HOUSE, role(Say.audienceHouse()), emptyList()),
            WhoMay(MomentAudience.JOURNAL, role(Say.audienceJournal()), listOf(said[Say.consentNotAsked("Joseph E.", said[Say.audienceJournal()])])),
        ),
        of("14\u00A0h\u00A030", "14:30", "14:30"), true, emptyList(),
    )

    val moments = MomentsState(
        listOf(
            photo,
            photo.copy(id = "h", standing = MomentStanding.HIDDEN, words = null, hiddenFor = listOf(said[Say.consentNotAsked("Colette M.", said[Say.audienceHouse()])])),
        ),
    )

    val wishes = WishesState(
        listOf(
            WishLine(
                "1", "Maialen", of("Je veux y aller", "Joan nahi dut", "Quiero ir"), of("Le musée basque", "Euskal Museoa", "El Museo Vasco"),
                of("Samedi 28 novembre 2026, 14\u00A0h", "2026ko azaroaren 28a, larunbata, 14:00", "Sábado 28 de noviembre de 2026, 14:00"),
                of("C’est noté. On le dit à l’équipe.", "Ohartuta gaude. Lantaldeari esango zaio.", "Está anotado. Se lo decimos al equipo."),
                waits = true, open = true,
            ),
            WishLine(
                "2", "Joseph", of("Je ne veux plus y aller", "Ez dut gehiago joan nahi", "Ya no quiero ir"), of("La plage", "Hondartza", "La playa"), null,
                of("Je ne veux plus y aller", "Ez dut gehiago joan nahi", "Ya no quiero ir"), waits = false, open = false,
            ),
        ),
        declining = null,
    )
}
