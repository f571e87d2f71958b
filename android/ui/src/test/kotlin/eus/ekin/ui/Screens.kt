package eus.ekin.ui

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.UnderWay
import eus.ekin.ui.answer.AnswerScreen
import eus.ekin.ui.answer.AnswersInScreen
import eus.ekin.ui.card.CardScreen
import eus.ekin.ui.conflict.ConflictScreen
import eus.ekin.ui.count.CountScreen
import eus.ekin.ui.discover.DiscoverScreen
import eus.ekin.ui.filter.FilterScreen
import eus.ekin.ui.house.HouseScreen
import eus.ekin.ui.incident.IncidentScreen
import eus.ekin.ui.listing.ListingScreen
import eus.ekin.ui.members.InviteScreen
import eus.ekin.ui.members.MembersScreen
import eus.ekin.ui.mine.MineScreen
import eus.ekin.ui.moderation.ModerationScreen
import eus.ekin.ui.moments.MomentsScreen
import eus.ekin.ui.needs.NeedsScreen
import eus.ekin.ui.notes.NotesScreen
import eus.ekin.ui.outing.OutingScreen
import eus.ekin.ui.outing.UnderWayBar
import eus.ekin.ui.people.PeopleScreen
import eus.ekin.ui.plan.PlanScreen
import eus.ekin.ui.recovery.RecoveryScreen
import eus.ekin.ui.seats.SeatsScreen
import eus.ekin.ui.simple.ForgottenScreen
import eus.ekin.ui.simple.ForgottenState
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.EkinTheme
import eus.ekin.ui.theme.Tokens
import eus.ekin.ui.week.WeekScreen
import eus.ekin.ui.welcome.JoinScreen
import eus.ekin.ui.welcome.WelcomeScreen
import eus.ekin.ui.wishes.WishesScreen
import eus.ekin.ui.write.WriteScreen

private typealias Drawn = Map<String, @Composable (Samples, Words) -> Unit>

/** Every screen that is there, as tests draw it and walk over it. */
val screens: Drawn get() = everybodys + house

/** Those of everybody. */
private val everybodys: Drawn = mapOf(
    "welcome" to { samples, _ -> WelcomeScreen(samples.welcome) {} },
    "welcome-link" to { samples, words -> WelcomeScreen(samples.welcome.copy(link = "ekin:abc", fault = words[Say.errorLinkCut()])) {} },
    "welcome-camera" to { samples, words ->
        WelcomeScreen(samples.welcome.copy(link = "", fault = words[Say.cameraNoCode()], camera = true)) {}
    },
    "join-beside" to { samples, words -> JoinScreen(samples.beside(words)) {} },
    "join-house" to { samples, words -> JoinScreen(samples.invited(words)) {} },
    "forgotten" to { _, _ -> ForgottenScreen(ForgottenState()) {} },
    "discover-silent" to { samples, _ -> Tabbed(Tab.DISCOVER) { DiscoverScreen(samples.silent) {} } },
    "discover" to { samples, _ -> Tabbed(Tab.DISCOVER) { DiscoverScreen(samples.discover) {} } },
    "discover-stale" to { samples, _ -> Tabbed(Tab.DISCOVER) { DiscoverScreen(samples.stale) {} } },
    "filters" to { samples, _ -> FilterScreen(samples.filters) {} },
    "listing" to { samples, _ -> ListingScreen(samples.listing) {} },
    "listing-share" to { samples, _ -> ListingScreen(samples.listing.copy(shares = true, speaks = true)) {} },
    "listing-ways" to { samples, _ -> ListingScreen(samples.listingWays) {} },
    "write" to { samples, _ -> WriteScreen(samples.write) {} },
    "write-when" to { samples, _ -> WriteScreen(samples.writeWhen) {} },
    "write-fault" to { samples, words -> WriteScreen(samples.writeFault(words[Say.appWriteTitleNeeded()])) {} },
    "write-look" to { samples, _ -> WriteScreen(samples.writeLook) {} },
    "write-care" to { samples, words -> WriteScreen(samples.writeCare(words[Say.appWritePublic()])) {} },
    "needs" to { samples, _ -> NeedsScreen(samples.needs) {} },
    "count" to { samples, _ -> CountScreen(samples.count) {} },
    "count-everybody" to { samples, _ -> CountScreen(samples.everybody) {} },
    "mine" to { samples, _ -> Tabbed(Tab.MINE) { MineScreen(samples.mine) {} } },
    "house" to { samples, _ -> Tabbed(Tab.HOUSE) { HouseScreen(samples.house, samples.underWay) {} } },
    "under-way" to { samples, _ -> Tabbed(Tab.DISCOVER, samples.underWay) { DiscoverScreen(samples.discover) {} } },
    "not-opened" to { _, words -> NotOpenedScreen(words.of(Failure.NewerHome())) {} },
    "settings" to { _, words -> SettingsScreen(words.language, Ekin.tokens, {}, {}, {}, lacks = Say.appVoiceMissing()) },
)

/** Those of the house. */
private val house: Drawn = mapOf(
    "answer" to { of, _ -> AnswerScreen(of.house().answer) {} },
    "answer-sent" to { of, _ -> AnswerScreen(of.house().answerSent) {} },
    "answers-in" to { of, _ -> AnswersInScreen(of.house().answersIn) {} },
    "outing" to { of, _ -> OutingScreen(of.house().outing) {} },
    "incident" to { of, _ -> IncidentScreen(of.house().incident) {} },
    "incident-kept" to { of, _ -> IncidentScreen(of.house().incidentKept) {} },
    "plan" to { of, _ -> PlanScreen(of.house().planEdit) {} },
    "seats" to { of, _ -> SeatsScreen(of.house().seats) {} },
    "seats-over" to { of, _ -> SeatsScreen(of.house().seatsOver) {} },
    "card-why" to { of, _ -> CardScreen(of.house().cardWhy) {} },
    "card" to { of, _ -> CardScreen(of.house().card) {} },
    "members" to { of, _ -> MembersScreen(of.house().members) {} },
    "members-remove" to { of, _ -> MembersScreen(of.house().membersRemove) {} },
    "members-name" to { of, _ -> MembersScreen(of.house().membersName) {} },
    "invite" to { of, _ -> InviteScreen(of.house().invite) {} },
    "invite-code" to { of, _ -> InviteScreen(of.house().inviteCode) {} },
    "recovery" to { of, _ -> RecoveryScreen(of.house().recovery) {} },
    "recovery-shown" to { of, _ -> RecoveryScreen(of.house().recoveryShown) {} },
    "recovery-fault" to { of, words -> RecoveryScreen(of.house().recoveryFault(words[Say.recoveryCount(11u)])) {} },
    "recovery-good" to { of, _ -> RecoveryScreen(of.house().recoveryGood) {} },
    "conflicts" to { of, _ -> ConflictScreen(of.house().conflicts) {} },
    "to-read" to { of, _ -> ModerationScreen(of.house().toRead) {} },
    "wishes" to { of, _ -> WishesScreen(of.house().wishes) {} },
    "week" to { of, _ -> Tabbed(Tab.WEEK) { WeekScreen(of.house().week) {} } },
    "person" to { of, _ -> PeopleScreen(of.house().person) {} },
    "notes" to { of, _ -> NotesScreen(of.house().notes) {} },
    "note" to { of, _ -> NotesScreen(of.house().note) {} },
    "moments" to { of, _ -> MomentsScreen(of.house().moments) {} },
)

private fun Samples.house() = HouseSamples(language, this)

@Composable
private fun Tabbed(tab: Tab, underWay: UnderWay? = null, screen: @Composable () -> Unit) = Column {
    Box(Modifier.weight(1f)) { screen() }
    underWay?.let { UnderWayBar(it) {} }
    Bar(Tab.entries, tab) {}
}

/** A screen in a language and colours. */
@Composable
fun Shown(name: String, language: Language, tokens: Tokens) {
    val words = words(language)
    EkinTheme(tokens, words, bundledFonts) { screens.getValue(name)(Samples(language), words) }
}

private val made = mutableMapOf<Language, Words>()

/** The words of a language, made once for all tests. */
fun words(language: Language): Words = synchronized(made) { made.getOrPut(language) { Words(language) } }
