using System.Diagnostics;
using System.Diagnostics.Metrics;
using LinlyTalker.Core.Conversations;

namespace LinlyTalker.Server.Health;

/// <summary>
/// What the server counts and times: instruments of the runtime, so that any collector in the process may listen, and
/// <c>/metrics</c> does. Nothing that people said, and no user, is ever a label.
/// </summary>
internal sealed class ServerMeter : IDisposable
{
    public const string Name = "LinlyTalker";

    /// <summary>Seconds; fine where a conversation lives.</summary>
    private static readonly double[] Buckets =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];

    private readonly Meter meter = new(Name);
    private readonly Counter<long> requests;
    private readonly Histogram<double> requestTimes;
    private readonly UpDownCounter<long> sessions;
    private readonly Counter<long> sessionsBegun;
    private readonly Counter<long> replies;
    private readonly Histogram<double> stages;
    private readonly Counter<long> degraded;
    private readonly Counter<double> sound;
    private readonly Counter<long> bytes;
    private readonly UpDownCounter<long> encoders;
    private readonly Counter<long> pictures;
    private readonly Counter<long> missed;

    /// <param name="nativeHandles">How many handles of native libraries live; null: nobody counts.</param>
    public ServerMeter(TimeProvider? time = null, Func<int>? nativeHandles = null)
    {
        var clock = time ?? TimeProvider.System;
        var begin = clock.GetTimestamp();
        requests = meter.CreateCounter<long>("linly_requests_total", null, "Requests that were answered.");
        requestTimes = Times("linly_request_seconds", "How long answering took, sound and text to their end.");
        sessions = meter.CreateUpDownCounter<long>("linly_sessions", null, "Live conversations.");
        sessionsBegun = meter.CreateCounter<long>("linly_sessions_total", null, "Live conversations that were begun.");
        replies = meter.CreateCounter<long>("linly_replies_total", null, "Replies, by where they were asked for and how they ended.");
        stages = Times("linly_stage_seconds", "From the user's last sample of speech, or the question, to a stage of its reply.");
        degraded = meter.CreateCounter<long>("linly_degraded_total", null, "An organ failed and the reply went on without it.");
        sound = meter.CreateCounter<double>("linly_sound_seconds_total", null, "Sound that was heard and spoken.");
        bytes = meter.CreateCounter<long>("linly_bytes_total", null, "Bytes that live conversations received and sent.");
        encoders = meter.CreateUpDownCounter<long>("linly_video_encoders", null, "Live conversations whose picture is drawn and coded here.");
        pictures = meter.CreateCounter<long>("linly_video_units_total", null, "Coded pictures that were sent.");
        missed = meter.CreateCounter<long>(
            "linly_video_missed_total", null, "Pictures that were not sent: late, this machine being too slow, or unread, its client.");
        if (nativeHandles is not null)
        {
            meter.CreateObservableGauge("linly_native_handles", () => nativeHandles(), null, "Live handles of native libraries.");
        }

        meter.CreateObservableGauge("linly_uptime_seconds", () => clock.GetElapsedTime(begin).TotalSeconds, null, "Since the server began.");
        meter.CreateObservableGauge("linly_resident_bytes", ResidentBytes, null, "Memory of the process.");
        meter.CreateObservableGauge("linly_managed_bytes", () => GC.GetTotalMemory(false), null, "Of it, live managed objects.");
        meter.CreateObservableGauge("linly_threads", () => ThreadPool.ThreadCount, null, "Threads of the pool.");
    }

    /// <summary>For what listens to this one.</summary>
    public bool Owns(Instrument instrument) => instrument.Meter == meter;

    /// <param name="route">The pattern, never the path: paths are without number.</param>
    public void Answer(string method, string route, int status, TimeSpan took)
    {
        requests.Add(1, new("method", method), new("route", route), new("status", status));
        if (status != 101)
        {
            requestTimes.Record(took.TotalSeconds, new("method", method), new("route", route));
        }
    }

    public void BeginSession()
    {
        sessions.Add(1);
        sessionsBegun.Add(1);
    }

    public void EndSession() => sessions.Add(-1);

    /// <param name="surface">Where it was asked for: <c>chat</c>, <c>realtime</c>.</param>
    /// <param name="outcome"><c>completed</c>, <c>interrupted</c> or <c>failed</c>.</param>
    public void Reply(string surface, string outcome) =>
        replies.Add(1, new("surface", surface), new KeyValuePair<string, object?>("outcome", outcome));

    public void Reach(Stage stage, TimeSpan after) =>
        stages.Record(after.TotalSeconds, new KeyValuePair<string, object?>("stage", StageNames.Of(stage)));

    public void Degrade(Organ organ) =>
        degraded.Add(1, new KeyValuePair<string, object?>("organ", organ.ToString().ToLowerInvariant()));

    public void Hear(TimeSpan length) => sound.Add(length.TotalSeconds, new KeyValuePair<string, object?>("direction", "heard"));

    public void Speak(TimeSpan length) => sound.Add(length.TotalSeconds, new KeyValuePair<string, object?>("direction", "spoken"));

    public void Receive(long count) => bytes.Add(count, new KeyValuePair<string, object?>("direction", "received"));

    public void Send(long count) => bytes.Add(count, new KeyValuePair<string, object?>("direction", "sent"));

    public void BeginEncoder() => encoders.Add(1);

    public void EndEncoder() => encoders.Add(-1);

    public void SendPicture() => pictures.Add(1);

    public void MissPictures(long late, long unread)
    {
        missed.Add(late, new KeyValuePair<string, object?>("reason", "late"));
        missed.Add(unread, new KeyValuePair<string, object?>("reason", "unread"));
    }

    /// <param name="look">Asked whenever somebody reads; shall be quick.</param>
    public void Observe(string name, string about, Func<IEnumerable<Measurement<long>>> look) =>
        meter.CreateObservableGauge(name, look, null, about);

    public void Dispose() => meter.Dispose();

    private Histogram<double> Times(string name, string about) => meter.CreateHistogram(
        name, null, about, null, new InstrumentAdvice<double> { HistogramBucketBoundaries = Buckets });

    private static long ResidentBytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
