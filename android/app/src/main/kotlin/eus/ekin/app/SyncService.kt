package eus.ekin.app

import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import android.net.ConnectivityManager
import eus.ekin.core.Failure
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch

/**
 * The sync minute: one round with the relays when there is a network, as often as Android grants it. What does not come to an end is tried
 * again, later each time; a person who looks at the app has a round of their own.
 */
class SyncService : JobService() {
    private var round: Job? = null

    override fun onStartJob(parameters: JobParameters): Boolean {
        round = home.scope.launch {
            val again = try {
                val client = home.client()
                val reached = client.sync(isMetered(this@SyncService)).reached
                Reminders.refresh(this@SyncService, client)
                !reached
            } catch (_: Failure.Busy) {
                false
            } catch (_: Failure) {
                true
            }
            jobFinished(parameters, again)
        }
        return true
    }

    /** The network went, or Android wants its minute back: the round ends, and is tried again. */
    override fun onStopJob(parameters: JobParameters): Boolean {
        round?.cancel(CancellationException("stopped"))
        return true
    }

    companion object {
        private const val ID = 1

        /** The least that Android grants. */
        private const val EVERY_MS = 15 * 60_000L
        private const val LATER_MS = 60_000L

        /** Has it done from now on, also after the phone was off. Once is enough: what is planned already is left alone. */
        fun plan(context: Context) {
            val jobs = context.getSystemService(JobScheduler::class.java)
            if (jobs.getPendingJob(ID) != null) return
            val job = JobInfo.Builder(ID, ComponentName(context, SyncService::class.java))
                .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
                .setPeriodic(EVERY_MS)
                .setBackoffCriteria(LATER_MS, JobInfo.BACKOFF_POLICY_EXPONENTIAL)
                .setPersisted(true)
                .build()
            jobs.schedule(job)
        }
    }
}

/** Whether the network that is in use costs by the byte: photos wait then. */
fun isMetered(context: Context): Boolean =
    context.getSystemService(ConnectivityManager::class.java).isActiveNetworkMetered

/** Whether there is any network. */
fun isConnected(context: Context): Boolean = context.getSystemService(ConnectivityManager::class.java).activeNetwork != null
