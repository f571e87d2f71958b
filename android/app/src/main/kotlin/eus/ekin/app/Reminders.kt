package eus.ekin.app

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.ReminderLine
import eus.ekin.core.Say
import eus.ekin.core.Topic
import java.util.Locale
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.launch

/**
 * Reminders as notifications: the core says what and when, quiet hours heeded, and Android wakes the app for each. What they say is not on
 * the locked screen.
 */
object Reminders {
    private const val CHANNEL = "reminders"
    private const val WORDS = "words"
    private const val OBJECT = "object"
    private const val PLANNED = "planned"

    /** To the minute is enough: no exact alarm is asked for. */
    private const val WINDOW_MS = 60_000L

    /** So many are planned ahead. Android refuses a program its 501st alarm, and the plan is made anew many times a day. */
    internal const val MOST = 100

    /** What can change what is to be said. */
    private val topics = setOf(Topic.LISTINGS, Topic.LETTERS, Topic.DOCUMENTS, Topic.FACTS, Topic.SPACES, Topic.SETTINGS)

    /** Their channel, which a person may silence. */
    fun prepare(context: Context) {
        val name = Words(languageOf(Locale.getDefault()))[Say.reminderChannel()]
        val channel = NotificationChannel(CHANNEL, name, NotificationManager.IMPORTANCE_DEFAULT)
        channel.lockscreenVisibility = Notification.VISIBILITY_PRIVATE
        context.getSystemService(NotificationManager::class.java).createNotificationChannel(channel)
    }

    /** Plans what the core says now, and says whether it is anything. Where the core fails, what was planned stays. */
    suspend fun refresh(context: Context, client: EkinClient): Boolean = try {
        client.reminders().also { plan(context, it) }.isNotEmpty()
    } catch (_: Failure) {
        false
    }

    /** The same, now and whenever something changes, until it is cancelled; [wanted] is called when there is something to say. */
    suspend fun follow(context: Context, client: EkinClient, wanted: () -> Unit) =
        client.changes().filter { changed -> changed.any { it in topics } }.conflate().collect {
            if (refresh(context, client)) wanted()
        }

    /** Plans these, the next first, in the place of all that were planned before. */
    internal fun plan(context: Context, reminders: List<ReminderLine>) {
        val alarms = context.getSystemService(AlarmManager::class.java)
        val kept = context.getSharedPreferences(CHANNEL, Context.MODE_PRIVATE)
        for (id in kept.getStringSet(PLANNED, emptySet()).orEmpty()) {
            val planned = PendingIntent.getBroadcast(context, 0, intent(context, id), PendingIntent.FLAG_NO_CREATE or PendingIntent.FLAG_IMMUTABLE)
            planned?.let(alarms::cancel)
        }
        val next = reminders.take(MOST)
        for (one in next) {
            val intent = intent(context, one.id).putExtra(WORDS, one.words).putExtra(OBJECT, one.`object`)
            val due = PendingIntent.getBroadcast(context, 0, intent, PendingIntent.FLAG_UPDATE_CURRENT or PendingIntent.FLAG_IMMUTABLE)
            alarms.setWindow(AlarmManager.RTC_WAKEUP, one.atMs, WINDOW_MS, due)
        }
        kept.edit().putStringSet(PLANNED, next.mapTo(mutableSetOf()) { it.id }).apply()
    }

    /** The day before and the hour before are two reminders of one thing. */
    private val ReminderLine.id get() = "$`object`@$atMs"

    private fun intent(context: Context, id: String) = Intent(context, ReminderReceiver::class.java).setAction(id)

    /** Shows what is due, in the place of an earlier one of the same thing. */
    internal fun show(context: Context, due: Intent) {
        val (of, words) = (due.getStringExtra(OBJECT) ?: return) to (due.getStringExtra(WORDS) ?: return)
        val notification = Notification.Builder(context, CHANNEL)
            .setSmallIcon(android.R.drawable.ic_popup_reminder)
            .setContentText(words)
            .setStyle(Notification.BigTextStyle().bigText(words))
            .setVisibility(Notification.VISIBILITY_PRIVATE)
            .setAutoCancel(true)
        val open = context.packageManager.getLaunchIntentForPackage(context.packageName)
        if (open != null) notification.setContentIntent(PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE))
        context.getSystemService(NotificationManager::class.java).notify(of, 0, notification.build())
    }
}

/** What Android calls when a reminder is due. */
class ReminderReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) = Reminders.show(context, intent)
}

/** The phone was off, the app is a newer one, or the clock was set: Android forgot the alarms, or they are at the wrong time. */
class AgainReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val awake: PendingResult? = goAsync()
        context.home.scope.launch {
            try {
                Reminders.refresh(context, context.home.client())
            } catch (_: Failure) {
                // The home does not open: the app says why when a person looks.
            } finally {
                awake?.finish()
            }
        }
    }
}
