package eus.ekin.ui.parts

import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.client.Words
import eus.ekin.core.Argument
import eus.ekin.core.ArgumentValue
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.say
import java.time.DateTimeException
import java.time.LocalDate
import java.time.LocalTime

/** A day as it is typed, `2026-11-28`; left alone, the field says it in words. */
@Composable
fun DayField(label: String, value: String, onChange: (String) -> Unit, modifier: Modifier = Modifier, fault: String? = null) =
    Typed(label, value, onChange, modifier, fault, say(Say.appWriteDayForm(DAY)), Ekin.words.day(value))

/** An hour as it is typed, `16:30`; left alone, the field says it as its language writes it. */
@Composable
fun HourField(label: String, value: String, onChange: (String) -> Unit, modifier: Modifier = Modifier, fault: String? = null) =
    Typed(label, value, onChange, modifier, fault, say(Say.appHourForm(HOUR)), Ekin.words.hour(value))

/** The form is shown as long as what stands there is not understood. */
@Composable
private fun Typed(label: String, value: String, onChange: (String) -> Unit, modifier: Modifier, fault: String?, form: String, shown: String?) =
    Field(label, value, onChange, modifier, fault, example = form.takeIf { shown == null }, shown = shown)

/** A day and an hour in the form in which they are typed. */
private const val DAY = "2026-11-28"
private const val HOUR = "16:30"

/** A day that was typed, in words; none where it is none. */
internal fun Words.day(typed: String): String? = read { LocalDate.parse(typed.trim()) }?.let { day ->
    this[Text("app-typed-day", listOf(Argument("day", ArgumentValue.Day(day.year, day.monthValue.toUByte(), day.dayOfMonth.toUByte()))))]
        .replaceFirstChar { it.titlecase() }
}

/** An hour that was typed, as the language writes it; none where it is none. */
internal fun Words.hour(typed: String): String? = read { LocalTime.parse(typed.trim().padStart(HOUR.length, '0')) }?.let(::hour)

/** An hour as the language writes it. */
internal fun Words.hour(at: LocalTime): String =
    this[Text("app-typed-hour", listOf(Argument("hour", ArgumentValue.Hour(at.hour.toUByte(), at.minute.toUByte()))))]

/** Words that begin a line where the core gives them, for the middle of a sentence. */
internal val String.within get() = replaceFirstChar { it.lowercase() }

private fun <T> read(parse: () -> T): T? = try {
    parse()
} catch (_: DateTimeException) {
    null
}
