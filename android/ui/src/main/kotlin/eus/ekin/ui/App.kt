package eus.ekin.ui

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.width
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.answer.AnswerScreen
import eus.ekin.ui.answer.AnswersInScreen
import eus.ekin.ui.card.CardScreen
import eus.ekin.ui.conflict.ConflictScreen
import eus.ekin.ui.members.InviteScreen
import eus.ekin.ui.members.MembersScreen
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
import eus.ekin.ui.week.WeekScreen
import eus.ekin.ui.count.CountScreen
import eus.ekin.ui.discover.DiscoverScreen
import eus.ekin.ui.filter.FilterScreen
import eus.ekin.ui.house.HouseScreen
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.incident.IncidentScreen
import eus.ekin.ui.listing.ListingScreen
import eus.ekin.ui.mine.MineScreen
import eus.ekin.ui.parts.Picture
import eus.ekin.ui.parts.Rule
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.simple.ForgottenScreen
import eus.ekin.ui.simple.SetUpScreen
import eus.ekin.ui.simple.SimpleScreen
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.EkinTheme
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.Target
import eus.ekin.ui.theme.say
import eus.ekin.ui.welcome.JoinScreen
import eus.ekin.ui.welcome.WelcomeScreen
import eus.ekin.ui.wishes.WishesScreen
import eus.ekin.ui.write.WriteScreen

/** The whole app: the screen where one is, and the tabs. */
@Composable
fun App(navigator: Navigator, fonts: FontFamily) {
    val state by navigator.state.collectAsState()
    EkinTheme(state.tokens, state.words, fonts) {
        val place = state.way.lastOrNull()
        BoxWithConstraints(Modifier.fillMaxSize().background(Ekin.tokens.bg)) {
            val wide = maxWidth >= WIDE
            val tabs = state.tabs.takeIf { place != null && place.isRoot }.orEmpty()
            if (wide) {
                Row {
                    if (tabs.isNotEmpty()) Rail(tabs, place.tab, navigator::go)
                    Column(Modifier.weight(1f)) {
                        Box(Modifier.weight(1f)) { Screen(place, state, navigator) }
                        UnderWay(place, navigator)
                    }
                }
            } else {
                Column {
                    Box(Modifier.weight(1f)) { Screen(place, state, navigator) }
                    UnderWay(place, navigator)
                    if (tabs.isNotEmpty()) Bar(tabs, place.tab, navigator::go)
                }
            }
        }
    }
}

/** The outing under way stands below whatever one reads, until it is closed; at the house's door it has its own sheet. */
@Composable
private fun UnderWay(place: Place?, navigator: Navigator) {
    val shown by navigator.underWay.state.collectAsState()
    shown?.takeIf { place?.showsUnderWay == true && place !is Place.House }?.let { UnderWayBar(it, navigator.underWay::on) }
}

/** From here on the tabs are at the side, as on a desk. */
private val WIDE = 600.dp

private val Place?.tab: Tab
    get() = when (this) {
        is Place.House -> Tab.HOUSE
        is Place.Mine -> Tab.MINE
        is Place.Week -> Tab.WEEK
        else -> Tab.DISCOVER
    }

@Composable
private fun Screen(place: Place?, state: AppState, navigator: Navigator) = key(place) {
    when (place) {
        null -> {}
        is Place.Welcome -> place.presenter.show { WelcomeScreen(it, place.presenter::on) }
        is Place.Discover -> place.presenter.show { DiscoverScreen(it, place.presenter::on) }
        is Place.Mine -> place.presenter.show { MineScreen(it, place.presenter::on) }
        is Place.House -> place.presenter.show {
            val underWay by navigator.underWay.state.collectAsState()
            HouseScreen(it, underWay, place.presenter::on)
        }
        is Place.Listing -> place.presenter.show { ListingScreen(it, place.presenter::on) }
        is Place.Write -> place.presenter.show { WriteScreen(it, place.presenter::on) }
        is Place.Count -> place.presenter.show { CountScreen(it, place.presenter::on) }
        is Place.Week -> place.presenter.show { WeekScreen(it, place.presenter::on) }
        is Place.Incident -> place.presenter.show { IncidentScreen(it, place.presenter::on) }
        is Place.Plan -> place.presenter.show { PlanScreen(it, place.presenter::on) }
        is Place.Filters -> place.presenter.show { FilterScreen(it, place.presenter::on) }
        is Place.Needs -> place.presenter.show { NeedsScreen(it, place.presenter::on) }
        is Place.Answer -> place.presenter.show { AnswerScreen(it, place.presenter::on) }
        is Place.AnswersIn -> place.presenter.show { AnswersInScreen(it, place.presenter::on) }
        is Place.Outing -> place.presenter.show { OutingScreen(it, place.presenter::on) }
        is Place.Seats -> place.presenter.show { SeatsScreen(it, place.presenter::on) }
        is Place.Card -> place.presenter.show { CardScreen(it, place.presenter::on) }
        is Place.Moments -> place.presenter.show { MomentsScreen(it, place.presenter::on) }
        is Place.Wishes -> place.presenter.show { WishesScreen(it, place.presenter::on) }
        is Place.Notes -> place.presenter.show { NotesScreen(it, place.presenter::on) }
        is Place.People -> place.presenter.show { PeopleScreen(it, place.presenter::on) }
        is Place.Members -> place.presenter.show { MembersScreen(it, place.presenter::on) }
        is Place.Invite -> place.presenter.show { InviteScreen(it, place.presenter::on) }
        is Place.Recovery -> place.presenter.show { RecoveryScreen(it, place.presenter::on) }
        is Place.Conflicts -> place.presenter.show { ConflictScreen(it, place.presenter::on) }
        is Place.ToRead -> place.presenter.show { ModerationScreen(it, place.presenter::on) }
        is Place.Join -> place.presenter.show { JoinScreen(it, place.presenter::on) }
        is Place.Settings -> {
            val lacks by navigator.lacks.collectAsState()
            SettingsScreen(
                state.words.language, state.tokens, navigator::chooseLanguage, navigator::choose, navigator::back, navigator::setUp,
                navigator::haveLink, lacks,
            )
        }
        is Place.Forgotten -> place.presenter.show { ForgottenScreen(it, place.presenter::on) }
        is Place.Simple -> place.presenter.show { SimpleScreen(it, place.presenter::on) }
        is Place.SetUp -> place.presenter.show { SetUpScreen(it, place.presenter::on) }
    }
}

@Composable
private fun <S> Presenter<S, *>.show(screen: @Composable (S) -> Unit) {
    val shown by state.collectAsState()
    screen(shown)
}

/** What a tab is called. */
val Tab.words: Text
    get() = when (this) {
        Tab.HOUSE -> Say.appNavHouse()
        Tab.DISCOVER -> Say.appNavDiscover()
        Tab.WEEK -> Say.appNavWeek()
        Tab.MINE -> Say.appNavMine()
    }

private class Look(val icon: ImageVector, val chosen: ImageVector)

private val Tab.look
    get() = when (this) {
        Tab.HOUSE -> Look(Icons.HouseSimple, Icons.HouseSimpleFill)
        Tab.DISCOVER -> Look(Icons.Compass, Icons.CompassFill)
        Tab.WEEK -> Look(Icons.CalendarCheck, Icons.CalendarCheckFill)
        Tab.MINE -> Look(Icons.Tray, Icons.TrayFill)
    }

/** The tabs at the bottom; where text is large, two to a row. */
@Composable
fun Bar(tabs: List<Tab>, chosen: Tab, onGo: (Tab) -> Unit) = Column(Modifier.fillMaxWidth().background(Ekin.tokens.surface)) {
    Rule()
    if (isLargeText) {
        Column(Modifier.fillMaxWidth().selectableGroup()) {
            for (row in tabs.chunked(PAIR)) Row { for (tab in row) Item(tab, tab == chosen, onGo, Modifier.weight(1f)) }
        }
    } else {
        Row(Modifier.fillMaxWidth().selectableGroup()) { for (tab in tabs) Item(tab, tab == chosen, onGo, Modifier.weight(1f)) }
    }
}

private const val PAIR = 2

/** The same at the side. */
@Composable
private fun Rail(tabs: List<Tab>, chosen: Tab, onGo: (Tab) -> Unit) = Column(
    Modifier.width(96.dp).fillMaxHeight().background(Ekin.tokens.surface).padding(vertical = Space.l).selectableGroup(),
    Arrangement.spacedBy(Space.s),
) { for (tab in tabs) Item(tab, tab == chosen, onGo, Modifier.fillMaxWidth()) }

@Composable
private fun Item(tab: Tab, chosen: Boolean, onGo: (Tab) -> Unit, modifier: Modifier) {
    val tokens = Ekin.tokens
    val look = tab.look
    Column(
        modifier.selectable(chosen, role = Role.Tab) { onGo(tab) }.defaultMinSize(Target.count, Target.count).padding(vertical = 6.dp),
        Arrangement.Center,
        Alignment.CenterHorizontally,
    ) {
        Box(
            Modifier.clip(Shapes.control).background(if (chosen) tokens.primarySoft else tokens.surface)
                .padding(horizontal = 18.dp, vertical = 3.dp),
        ) { Picture(if (chosen) look.chosen else look.icon, if (chosen) tokens.onPrimarySoft else tokens.inkSoft, Modifier.size(26.dp)) }
        val style = if (chosen) Ekin.type.smallStrong else Ekin.type.small
        Say(say(tab.words), style, colour = if (chosen) tokens.ink else tokens.inkSoft, align = TextAlign.Center)
    }
}
