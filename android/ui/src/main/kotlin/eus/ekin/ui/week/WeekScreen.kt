package eus.ekin.ui.week

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Freshness
import eus.ekin.core.OutingLine
import eus.ekin.core.ReminderLine
import eus.ekin.core.Say
import eus.ekin.core.Topic
import eus.ekin.core.WeekDay
import eus.ekin.core.WeekPage
import eus.ekin.core.WeekRow
import eus.ekin.ui.Presenter
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Happened
import eus.ekin.ui.parts.Head
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Section
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.failure
import eus.ekin.ui.parts.within
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say
import kotlinx.coroutines.CoroutineScope

/** What *Ma semaine* shows. */
data class WeekState(
    val week: WeekPage? = null,
    val reminders: List<ReminderLine> = emptyList(),
    val freshness: Freshness? = null,
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface WeekEvent {
    data class Open(val listing: String) : WeekEvent
    data class Outing(val outing: OutingLine) : WeekEvent
    data class Show(val day: String) : WeekEvent
    data object Discover : WeekEvent
    data object Settings : WeekEvent
}

/** Seven days with what is one's own in them; an empty day is there too. */
@Composable
fun WeekScreen(state: WeekState, on: (WeekEvent) -> Unit) = Frame {
    item { Head(say(Say.appNavWeek()), state.freshness?.takeIf { it.joined }, { on(WeekEvent.Settings) }) }
    failure(state.failure)
    val week = state.week ?: return@Frame
    item {
        Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
            Say(week.title, Ekin.type.strong)
            Beside {
                Button(say(Say.appWeekBefore()), { on(WeekEvent.Show(week.before)) }, weight = Weight.QUIET)
                Button(say(Say.appWeekAfter()), { on(WeekEvent.Show(week.after)) }, weight = Weight.QUIET)
            }
        }
    }
    if (state.reminders.isNotEmpty()) {
        item { Section(say(Say.appWeekReminders())) }
        items(state.reminders, key = { "bell ${it.`object`} ${it.atMs}" }) { Reminder(it) }
    }
    for (day in week.days) of(day, on)
    if (week.days.all { it.mine.isEmpty() && it.outings.isEmpty() }) {
        item { Button(say(Say.appNavDiscover()), { on(WeekEvent.Discover) }, Modifier.fillMaxWidth()) }
    }
}

@Composable
private fun Reminder(reminder: ReminderLine) = Panel {
    Line(Icons.Bell, reminder.words, colour = Ekin.tokens.ink)
    reminder.`when`?.let { Say(say(Say.appWeekReminder(it.within)), Ekin.type.small, colour = Ekin.tokens.inkSoft) }
}

private fun LazyListScope.of(day: WeekDay, on: (WeekEvent) -> Unit) {
    item {
        val title = if (day.today) "${say(Say.appWeekToday())}, ${day.title.within}" else day.title
        Section(title)
    }
    items(day.outings, key = { "${day.title} ${it.plan}" }) { outing ->
        Panel(onOpen = { on(WeekEvent.Outing(outing)) }) {
            Line(Icons.Bus, outing.title.text, style = Ekin.type.title3, colour = Ekin.tokens.ink)
            outing.`when`?.let { Line(Icons.Clock, day.hours(it)) }
            Line(Icons.HouseSimple, outing.house)
        }
    }
    items(day.mine, key = { "${day.title} ${it.card.id}" }) { Mine(day, it, on) }
    when {
        day.others > 0u -> item { Entry(Icons.Compass, say(Say.appWeekOthers(day.others.toULong())), { on(WeekEvent.Discover) }) }
        day.mine.isEmpty() && day.outings.isEmpty() -> item { Say(say(Say.weekEmptyDay()), Ekin.type.small, colour = Ekin.tokens.inkSoft) }
    }
}

/** What is left of a day and hours below the heading of that day. */
@Composable
private fun WeekDay.hours(whole: String): String {
    val names = listOf(title, say(Say.appWeekToday()), say(Say.simpleTomorrow()))
    return names.firstNotNullOfOrNull { name -> whole.removePrefix("$name, ").takeIf { it != whole } } ?: whole
}

@Composable
private fun Mine(day: WeekDay, row: WeekRow, on: (WeekEvent) -> Unit) = Panel(onOpen = { on(WeekEvent.Open(row.card.id)) }) {
    Say(row.card.title.text, Ekin.type.title3)
    row.card.statusWords?.let { Happened(row.card.status, it) }
    row.card.`when`?.let { Line(Icons.Clock, day.hours(it)) }
    row.card.place?.let { Line(Icons.MapPin, it) }
    row.answer?.let { Line(Icons.User, it) }
}

/** *Ma semaine*, read again when listings, plans or answers change. */
class WeekPresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val go: (WeekEvent) -> Unit,
) : Presenter<WeekState, WeekEvent>(WeekState(), scope) {
    /** A day of the week that is shown; none for this week. */
    private var day: String? = null

    init {
        whenChanged(client, SHOWN) { read() }
    }

    override fun on(event: WeekEvent) {
        when (event) {
            is WeekEvent.Show -> {
                day = event.day
                read()
            }
            is WeekEvent.Open, is WeekEvent.Outing, is WeekEvent.Discover, is WeekEvent.Settings -> go(event)
        }
    }

    private fun read() = ask({ set { copy(failure = words().of(it)) } }) {
        val wanted = day
        val week = client.week(wanted)
        val (reminders, freshness) = client.reminders() to client.freshness()
        // Another week may have been asked for meanwhile.
        if (wanted == day) set { copy(week = week, reminders = reminders, freshness = freshness, failure = null) }
    }

    private companion object {
        val SHOWN = setOf(Topic.LISTINGS, Topic.DOCUMENTS, Topic.FACTS, Topic.SPACES, Topic.SETTINGS)
    }
}
