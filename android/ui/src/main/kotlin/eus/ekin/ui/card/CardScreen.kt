package eus.ekin.ui.card

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import eus.ekin.core.CardField
import eus.ekin.core.CardReason
import eus.ekin.core.OutingPerson
import eus.ekin.core.EmergencyCard
import eus.ekin.core.EmergencyNumber
import eus.ekin.core.Say
import eus.ekin.core.ServiceKind
import eus.ekin.core.Text
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Entry
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Notice
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** What *Carte d'urgence* shows: whose it may be, then why it is opened, then the card. */
data class CardState(
    val people: List<OutingPerson> = emptyList(),
    val person: OutingPerson? = null,
    val card: EmergencyCard? = null,
    val failure: String? = null,
)

/** What a person may do there. */
sealed interface CardEvent {
    data object Close : CardEvent
    data class Person(val person: OutingPerson) : CardEvent
    data class Open(val reason: CardReason) : CardEvent
    data class Call(val number: EmergencyNumber) : CardEvent
}

/** What must not be given comes before everything else on a card. */
private const val NEVER = "allergies"

private val REASONS: List<Pair<CardReason, Text>>
    get() = listOf(
        CardReason.EMERGENCY to Say.appCardEmergency(),
        CardReason.CARE to Say.appCardCare(),
        CardReason.PREPARATION to Say.appCardPreparation(),
    )

/** What somebody in a hurry needs of one person. That it was opened, and why, is written down. No network, no typing. */
@Composable
fun CardScreen(state: CardState, on: (CardEvent) -> Unit) {
    val card = state.card
    val name = card?.name ?: state.person?.name ?: say(Say.appOutingUrgent())
    val first = card?.numbers?.firstOrNull()?.numbers?.firstOrNull()
    Frame(
        top = { BackBar(name, { on(CardEvent.Close) }, closes = true) },
        docked = if (first == null) null else ({ Call(first, on, Weight.ACCENT) }),
    ) {
        state.failure?.let { item { Notice(Icons.WarningOctagonBold, it, Ekin.tokens.refused, Ekin.tokens.onRefused, assertive = true) } }
        when {
            card != null -> opened(card, on)
            state.person != null -> why(on)
            else -> whom(state.people, on)
        }
    }
}

private fun LazyListScope.whom(people: List<OutingPerson>, on: (CardEvent) -> Unit) {
    item { Heading(say(Say.appCardWhom()), Ekin.type.title2) }
    items(people, key = { it.person }) { Entry(Icons.UserFill, it.name, { on(CardEvent.Person(it)) }, more = it.group) }
}

private fun LazyListScope.why(on: (CardEvent) -> Unit) {
    item { Heading(say(Say.appCardWhy()), Ekin.type.title2) }
    item {
        Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
            for ((reason, words) in REASONS) {
                val weight = if (reason == CardReason.EMERGENCY) Weight.ACCENT else Weight.QUIET
                Button(say(words), { on(CardEvent.Open(reason)) }, Modifier.fillMaxWidth(), weight)
            }
        }
    }
    item { Line(Icons.Info, say(Say.appCardWill())) }
}

private fun LazyListScope.opened(card: EmergencyCard, on: (CardEvent) -> Unit) {
    val (never, others) = card.fields.partition { it.field == NEVER }
    if (never.isNotEmpty()) {
        item {
            val tokens = Ekin.tokens
            Notice(Icons.WarningOctagonBold, say(Say.appCardNever()), tokens.refused, tokens.onRefused, assertive = true) {
                for (value in never.flatMap { it.values }) Say(value, Ekin.type.title2, colour = tokens.onRefused)
                if (never.any { it.values.size > 1 }) Say(say(Say.appCardTwo()), Ekin.type.small, colour = tokens.onRefused)
            }
        }
    }
    items(others) { Field(it) }
    for (country in card.numbers) {
        item { Heading(say(Say.appCardCountry(country.country)), Ekin.type.title2) }
        items(country.numbers) { Call(it, on, Weight.QUIET) }
    }
    item { Line(Icons.Info, say(Say.appCardNoted()), style = Ekin.type.small) }
}

@Composable
private fun Field(field: CardField) = Panel {
    Say(field.name, Ekin.type.smallStrong, colour = Ekin.tokens.inkSoft)
    for (value in field.values) Say(value, Ekin.type.title3)
    if (field.values.size > 1) Line(Icons.ArrowsSplitBold, say(Say.appCardTwo()), style = Ekin.type.small, colour = Ekin.tokens.onConflict)
}

@Composable
private fun Call(number: EmergencyNumber, on: (CardEvent) -> Unit, weight: Weight) {
    val words = when (number.service) {
        ServiceKind.ANY -> Say.appCardCall(number.number)
        ServiceKind.MEDICAL -> Say.appCardMedical(number.number)
        ServiceKind.FIRE -> Say.appCardFire(number.number)
        ServiceKind.POLICE -> Say.appCardPolice(number.number)
        ServiceKind.TEXT -> Say.appCardText(number.number)
        ServiceKind.VIOLENCE -> Say.appCardViolence(number.number)
        ServiceKind.SUICIDE -> Say.appCardSuicide(number.number)
    }
    val icon = if (number.service == ServiceKind.TEXT) Icons.ChatCircleText else Icons.Phone
    Button(say(words), { on(CardEvent.Call(number)) }, Modifier.fillMaxWidth(), weight, icon)
}
