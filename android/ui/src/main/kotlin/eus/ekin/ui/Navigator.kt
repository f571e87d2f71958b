package eus.ekin.ui

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.client.sentences
import eus.ekin.client.simpleTablet
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.Listing
import eus.ekin.core.OutingLine
import eus.ekin.core.Say
import eus.ekin.core.SyncReport
import eus.ekin.core.Text
import eus.ekin.core.WayKind
import eus.ekin.core.WayToAnswer
import eus.ekin.ui.answer.AnswerPresenter
import eus.ekin.ui.answer.AnswersInPresenter
import eus.ekin.ui.card.CardEvent
import eus.ekin.ui.card.CardPresenter
import eus.ekin.ui.conflict.ConflictPresenter
import eus.ekin.ui.count.CountPresenter
import eus.ekin.ui.discover.DiscoverEvent
import eus.ekin.ui.discover.DiscoverPresenter
import eus.ekin.ui.filter.FilterEvent
import eus.ekin.ui.filter.FilterPresenter
import eus.ekin.ui.house.HouseEvent
import eus.ekin.ui.house.HousePresenter
import eus.ekin.ui.incident.IncidentPresenter
import eus.ekin.ui.listing.ListingEvent
import eus.ekin.ui.listing.ListingPresenter
import eus.ekin.ui.listing.aloud
import eus.ekin.ui.members.InvitePresenter
import eus.ekin.ui.members.MembersEvent
import eus.ekin.ui.members.MembersPresenter
import eus.ekin.ui.mine.MineEvent
import eus.ekin.ui.mine.MinePresenter
import eus.ekin.ui.moderation.ModerationPresenter
import eus.ekin.ui.moments.MomentsPresenter
import eus.ekin.ui.needs.NeedsEvent
import eus.ekin.ui.needs.NeedsPresenter
import eus.ekin.ui.notes.NotesPresenter
import eus.ekin.ui.outing.OutingEvent
import eus.ekin.ui.outing.OutingPresenter
import eus.ekin.ui.outing.UnderWayEvent
import eus.ekin.ui.outing.UnderWayPresenter
import eus.ekin.ui.people.PeoplePresenter
import eus.ekin.ui.plan.PlanEvent
import eus.ekin.ui.plan.PlanPresenter
import eus.ekin.ui.recovery.RecoveryPresenter
import eus.ekin.ui.seats.SeatsPresenter
import eus.ekin.ui.simple.ForgottenPresenter
import eus.ekin.ui.simple.SetUpEvent
import eus.ekin.ui.simple.SetUpPresenter
import eus.ekin.ui.simple.Silent
import eus.ekin.ui.simple.SimpleEvent
import eus.ekin.ui.simple.SimplePresenter
import eus.ekin.ui.theme.Light
import eus.ekin.ui.theme.Tokens
import eus.ekin.ui.week.WeekEvent
import eus.ekin.ui.week.WeekPresenter
import eus.ekin.ui.welcome.WelcomeEvent
import eus.ekin.ui.welcome.WelcomePresenter
import eus.ekin.ui.wishes.WishesPresenter
import eus.ekin.ui.write.WritePresenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.job
import kotlinx.coroutines.launch

/** A screen with its presenter, which lives as long as the screen is on the way back. */
sealed class Place(val scope: CoroutineScope) {
    class Welcome(scope: CoroutineScope, val presenter: WelcomePresenter) : Place(scope)
    class Discover(scope: CoroutineScope, val presenter: DiscoverPresenter) : Place(scope)
    class Mine(scope: CoroutineScope, val presenter: MinePresenter) : Place(scope)
    class House(scope: CoroutineScope, val presenter: HousePresenter) : Place(scope)
    class Listing(scope: CoroutineScope, val presenter: ListingPresenter) : Place(scope)
    class Write(scope: CoroutineScope, val presenter: WritePresenter) : Place(scope)
    class Count(scope: CoroutineScope, val presenter: CountPresenter) : Place(scope)
    class Settings(scope: CoroutineScope) : Place(scope)
    class Simple(scope: CoroutineScope, val presenter: SimplePresenter) : Place(scope)
    class Forgotten(scope: CoroutineScope, val presenter: ForgottenPresenter) : Place(scope)
    class Join(scope: CoroutineScope, val presenter: WelcomePresenter) : Place(scope)
    class SetUp(scope: CoroutineScope, val presenter: SetUpPresenter) : Place(scope)
    class Week(scope: CoroutineScope, val presenter: WeekPresenter) : Place(scope)
    class Incident(scope: CoroutineScope, val presenter: IncidentPresenter) : Place(scope)
    class Plan(scope: CoroutineScope, val presenter: PlanPresenter) : Place(scope)
    class Filters(scope: CoroutineScope, val presenter: FilterPresenter) : Place(scope)
    class Needs(scope: CoroutineScope, val presenter: NeedsPresenter) : Place(scope)
    class Answer(scope: CoroutineScope, val presenter: AnswerPresenter) : Place(scope)
    class AnswersIn(scope: CoroutineScope, val presenter: AnswersInPresenter) : Place(scope)
    class Outing(scope: CoroutineScope, val presenter: OutingPresenter) : Place(scope)
    class Seats(scope: CoroutineScope, val presenter: SeatsPresenter) : Place(scope)
    class Card(scope: CoroutineScope, val presenter: CardPresenter) : Place(scope)
    class Moments(scope: CoroutineScope, val presenter: MomentsPresenter) : Place(scope)
    class Wishes(scope: CoroutineScope, val presenter: WishesPresenter) : Place(scope)
    class Notes(scope: CoroutineScope, val presenter: NotesPresenter) : Place(scope)
    class People(scope: CoroutineScope, val presenter: PeoplePresenter) : Place(scope)
    class Members(scope: CoroutineScope, val presenter: MembersPresenter) : Place(scope)
    class Invite(scope: CoroutineScope, val presenter: InvitePresenter) : Place(scope)
    class Recovery(scope: CoroutineScope, val presenter: RecoveryPresenter) : Place(scope)
    class Conflicts(scope: CoroutineScope, val presenter: ConflictPresenter) : Place(scope)
    class ToRead(scope: CoroutineScope, val presenter: ModerationPresenter) : Place(scope)

    /** Whether the outing under way stands below it: not where one counts already, nor before a resident. */
    val showsUnderWay get() = this !is Count && this !is Simple && this !is Forgotten && this !is SetUp && this !is Welcome

    /** Whether it has a tab. */
    val isRoot get() = this is Discover || this is Mine || this is House || this is Week
}

/** The tabs. */
enum class Tab { HOUSE, DISCOVER, WEEK, MINE }

/** Where a person is, and what is around every screen. */
data class AppState(
    val way: List<Place>,
    val words: Words,
    val tokens: Tokens = Light,
    val tabs: List<Tab> = listOf(Tab.DISCOVER, Tab.WEEK, Tab.MINE),
)

/** Goes from screen to screen. [territory] is the link of the territory that the app was built for. */
class Navigator(
    private val client: EkinClient,
    private val scope: CoroutineScope,
    private val platform: Platform,
    private val territory: String?,
    language: Language,
    tokens: Tokens = Light,
) {
    private val states = MutableStateFlow(AppState(emptyList(), Words(language), tokens))

    /** What is shown. */
    val state: StateFlow<AppState> = states.asStateFlow()

    private val words = { states.value.words }

    /** What the last round with the relays came to, where a person should know of it. */
    private val round = MutableStateFlow<List<Text>>(emptyList())

    /** What no voice here can read. */
    val lacks: StateFlow<Text?> get() = platform.speaker.lacks

    /** The outing under way, above the tabs of every screen. */
    val underWay = UnderWayPresenter(client, scope) { event ->
        when (event) {
            is UnderWayEvent.Count -> count(event.outing, event.leg)
            is UnderWayEvent.Open -> outing(event.outing)
        }
    }

    /** Begins at the right screen: *Bienvenue* once, then the house's or *Découvrir*. */
    suspend fun begin() {
        if (client.simpleTablet().on) return simple()
        val houses = client.houses()
        if (houses.isNotEmpty()) states.update { it.copy(tabs = Tab.entries) }
        when {
            houses.isNotEmpty() -> go(Tab.HOUSE)
            client.territories().isNotEmpty() -> go(Tab.DISCOVER)
            else -> open { child -> Place.Welcome(child, welcome(child)) }
        }
    }

    /** A tab: the way back begins anew. */
    fun go(tab: Tab) {
        states.value.way.forEach { it.scope.cancel() }
        states.update { it.copy(way = emptyList()) }
        open { child ->
            when (tab) {
                Tab.HOUSE -> Place.House(child, HousePresenter(client, child, round, ::of))
                Tab.DISCOVER -> Place.Discover(child, DiscoverPresenter(client, words, child, round, ::of))
                Tab.WEEK -> Place.Week(child, WeekPresenter(client, words, child, ::of))
                Tab.MINE -> Place.Mine(child, MinePresenter(client, child, round, ::of))
            }
        }
    }

    /** Back to where one came from; in simple mode a resident's own way back. */
    fun back() {
        val way = states.value.way
        (way.singleOrNull() as? Place.Simple)?.let { return it.presenter.on(SimpleEvent.Back) }
        if (way.size < 2) return
        way.last().scope.cancel()
        states.update { it.copy(way = it.way.dropLast(1)) }
    }

    /** The language of everything, at once. */
    fun choose(language: Language) {
        states.update { it.copy(words = Words(language)) }
    }

    /** The same, told to the core. */
    fun chooseLanguage(language: Language) {
        scope.launch {
            client.chooseLanguage(language)
            choose(language)
        }
    }

    /** The colours of everything. */
    fun choose(tokens: Tokens) = states.update { it.copy(tokens = tokens) }

    /** Where listings are, with the cursor in the field in which one looks for them. */
    fun search() {
        if (states.value.way.singleOrNull() !is Place.Discover) go(Tab.DISCOVER)
        (states.value.way.single() as? Place.Discover)?.presenter?.on(DiscoverEvent.Seek)
    }

    /** One round with the relays, beside what is shown. */
    fun sync() {
        scope.launch {
            try {
                round.value = came(client.sync(platform.metered))
            } catch (_: Failure.Busy) {
                // The one that runs says what it comes to.
            } catch (_: Failure.Closed) {
                // Nobody looks any more.
            } catch (failure: Failure) {
                round.value = failure.sentences
            }
        }
    }

    private fun came(report: SyncReport): List<Text> {
        val away = if (platform.connected) Say.appRelaySilent() else Say.appOffline()
        return listOfNotNull(away.takeUnless { report.reached }) + report.troubles
    }

    /** Simple mode: a root of its own, which a carer's code alone leads out of. */
    private fun simple() {
        states.value.way.forEach { it.scope.cancel() }
        states.update { it.copy(way = emptyList()) }
        open { child -> Place.Simple(child, SimplePresenter(client, words, platform.speaker, child, onForgotten = ::forgotten, onHelp = ::setUp)) }
    }

    /** Nobody knows the carer's code any more: the house's paper opens, too. */
    private fun forgotten(): Unit = open { child ->
        Place.Forgotten(child, ForgottenPresenter(client, words, child, ::back) {
            back()
            // The lock is behind.
            back()
            setUp()
        })
    }

    /** A carer prepares this tablet: from the settings, or from simple mode with the code. */
    fun setUp() = open { child ->
        Place.SetUp(child, SetUpPresenter(client, words, child, lacks) { event ->
            when (event) {
                is SetUpEvent.Start -> simple()
                is SetUpEvent.Leave -> scope.launch {
                    states.value.way.forEach { it.scope.cancel() }
                    states.update { it.copy(way = emptyList()) }
                    begin()
                }
                else -> back()
            }
        })
    }

    private fun open(make: (CoroutineScope) -> Place) {
        val child = CoroutineScope(scope.coroutineContext + SupervisorJob(scope.coroutineContext.job))
        val place = make(child)
        states.update { it.copy(way = it.way + place) }
    }

    /** Somebody opened a link, or shared one: it stands in its field, to be joined or not. A resident's tablet opens none. */
    fun follow(link: String) {
        if (states.value.way.firstOrNull() is Place.Simple) return
        haveLink(link)
    }

    /** The door to another territory or a house. */
    fun haveLink(link: String = ""): Unit = open { child ->
        Place.Join(child, welcome(child).apply {
            on(WelcomeEvent.HaveLink)
            on(WelcomeEvent.Link(link))
        })
    }

    private fun welcome(child: CoroutineScope) =
        WelcomePresenter(client, territory, words().language, child, platform.camera, ::choose, ::back, ::setUp) {
            scope.launch {
                if (client.houses().isEmpty()) go(Tab.DISCOVER) else begin()
                sync()
            }
        }

    private fun of(event: DiscoverEvent): Unit = when (event) {
        is DiscoverEvent.Open -> listing(event.id)
        is DiscoverEvent.Write -> write(null)
        is DiscoverEvent.Settings -> settings()
        is DiscoverEvent.Filters -> filters()
        else -> {}
    }

    fun settings(): Unit = open { Place.Settings(it) }

    private fun filters() {
        val discover = states.value.way.lastOrNull() as? Place.Discover ?: return
        open { child -> Place.Filters(child, FilterPresenter(client, discover.presenter.state.value.ask, words, child) { of(discover, it) }) }
    }

    private fun of(discover: Place.Discover, event: FilterEvent): Unit = when (event) {
        is FilterEvent.Needs -> open { child -> Place.Needs(child, NeedsPresenter(client, words, child, ::of)) }
        is FilterEvent.Show -> {
            back()
            discover.presenter.on(DiscoverEvent.Asked(event.ask))
        }
        else -> back()
    }

    private fun of(event: NeedsEvent): Unit = when (event) {
        is NeedsEvent.Open -> listing(event.id)
        else -> back()
    }

    private fun of(event: WeekEvent): Unit = when (event) {
        is WeekEvent.Open -> listing(event.listing)
        is WeekEvent.Outing -> outing(event.outing)
        is WeekEvent.Discover -> go(Tab.DISCOVER)
        is WeekEvent.Settings -> settings()
        is WeekEvent.Show -> {}
    }

    private fun of(event: MineEvent): Unit = when (event) {
        is MineEvent.Draft -> write(event.id)
        is MineEvent.Open -> listing(event.listing)
        is MineEvent.Write -> write(null)
        is MineEvent.TryNow -> sync()
        is MineEvent.ToRead -> toRead()
        is MineEvent.Settings -> settings()
    }

    private fun of(event: HouseEvent): Unit = when (event) {
        is HouseEvent.Count -> count(event.outing, event.leg)
        is HouseEvent.Outing -> outing(event.outing)
        is HouseEvent.Answers -> open { child -> Place.AnswersIn(child, AnswersInPresenter(client, event.space, words, child, ::back)) }
        is HouseEvent.People -> open { child -> Place.People(child, PeoplePresenter(client, event.space, words, child, ::back)) }
        is HouseEvent.Notes -> notes(event.space)
        is HouseEvent.Wishes -> open { child -> Place.Wishes(child, WishesPresenter(client, event.space, words, child, ::back)) }
        is HouseEvent.Members -> members(event.space)
        is HouseEvent.ToRead -> toRead()
        is HouseEvent.Conflicts -> conflicts()
        is HouseEvent.Settings -> settings()
    }

    private fun of(event: ListingEvent): Unit = when (event) {
        is ListingEvent.Take -> platform.take(event.way)
        is ListingEvent.Answer -> answer(event)
        is ListingEvent.Share -> platform.share?.invoke(event.text) ?: Unit
        is ListingEvent.Listen -> listen(event.listing)
        else -> {
            platform.speaker.stop()
            back()
        }
    }

    /** Reads it, or falls silent where a voice reads already. */
    private fun listen(listing: Listing) = when (platform.speaker.saying.value) {
        null -> platform.speaker.say(listing.aloud(words().language.name.lowercase()))
        else -> platform.speaker.stop()
    }

    private fun listing(id: String): Unit = open { child ->
        Place.Listing(child, ListingPresenter(client, id, child, platform.share != null, platform.speaker !== Silent, ::of))
    }

    private fun answer(event: ListingEvent.Answer): Unit = open { child ->
        val (id, title) = event.listing.id to event.listing.title.text
        Place.Answer(child, AnswerPresenter(client, id, title, event.kind, words, child) {
            back()
            sync()
        })
    }

    /** An ad, begun or gone on with. */
    fun write(id: String? = null): Unit = open { child ->
        Place.Write(child, WritePresenter(client, id, words, child) {
            back()
            sync()
        })
    }

    private fun count(outing: OutingLine, leg: String? = null): Unit = open { child ->
        Place.Count(child, CountPresenter(client, outing, words, child, leg, ::back))
    }

    private fun outing(outing: OutingLine): Unit = open { child ->
        Place.Outing(child, OutingPresenter(client, outing, words, child) { of(outing, it) })
    }

    private fun of(outing: OutingLine, event: OutingEvent): Unit = when (event) {
        is OutingEvent.Count -> count(outing)
        is OutingEvent.Seats -> open { child -> Place.Seats(child, SeatsPresenter(client, outing, words, child, ::back)) }
        is OutingEvent.Urgent -> open { child -> Place.Card(child, CardPresenter(client, outing, event.person, words, child) { of(it) }) }
        is OutingEvent.Moments -> open { child -> Place.Moments(child, MomentsPresenter(client, outing.space, words, child, ::back)) }
        is OutingEvent.Notes -> notes(outing.space)
        is OutingEvent.Incident -> open { child -> Place.Incident(child, IncidentPresenter(client, outing, words, child, ::back)) }
        is OutingEvent.Plan -> open { child -> Place.Plan(child, PlanPresenter(client, outing, words, child, ::of)) }
        else -> back()
    }

    private fun of(event: PlanEvent): Unit = if (event is PlanEvent.Choose) conflicts() else back()

    private fun of(event: CardEvent): Unit = when (event) {
        is CardEvent.Call -> platform.take(WayToAnswer(WayKind.PHONE, event.number.number))
        else -> back()
    }

    private fun notes(space: String): Unit = open { child -> Place.Notes(child, NotesPresenter(client, space, words, child, ::back)) }

    private fun members(space: String): Unit = open { child ->
        Place.Members(child, MembersPresenter(client, space, words, child) { of(space, it) })
    }

    private fun of(space: String, event: MembersEvent): Unit = when (event) {
        is MembersEvent.Invite -> open { child ->
            Place.Invite(child, InvitePresenter(client, space, words, child) {
                back()
                sync()
            })
        }
        is MembersEvent.Recovery -> open { child -> Place.Recovery(child, RecoveryPresenter(client, words, child, ::back)) }
        else -> back()
    }

    private fun toRead(): Unit = open { child -> Place.ToRead(child, ModerationPresenter(client, words, child, ::back)) }

    private fun conflicts(): Unit = open { child -> Place.Conflicts(child, ConflictPresenter(client, words, child, ::back)) }
}
