namespace LinlyTalker.Core.Echo;

/// <summary>
/// How the loudspeaker's sound reaches the microphone, found in what both did lately: how much later, and how much softer in
/// each band. What is louder than that was somebody else. It asks for no words, so a garbled echo is one too.
/// </summary>
internal sealed class EchoPath
{
    private const int Bands = BandMeter.Bands;
    private const int Earliest = -5; // frames: clients report late what they played
    private const int Before = 60; // frames of what was played before the first that was heard
    private const double Decay = 0.7; // of a room's echo, in power and from frame to frame: 1.5 dB, 0.8 s to -60 dB
    private const double Onset = 0.5; // A sound may begin a frame early, 3 dB softer: frames seldom fall together.
    private const float Audible = 8; // decibels above the noise
    private const float Range = 40; // decibels below the loudest that still count
    private const float Strong = 20; // decibels below the loudest of what is played, to learn from
    private const float Most = 20; // No band counts for more decibels.
    private const int Window = 25; // frames: half a second

    private readonly IReadOnlyList<BandFrame> heard;
    private readonly float[,] played; // (frame, band), a room's echo in it, in decibels; Before frames ahead of what was heard
    private readonly float[] loudest = new float[Bands]; // of what was played
    private readonly float[] noise = new float[Bands];
    private readonly float[] peak = new float[Bands];
    private readonly float[] gain = new float[Bands];
    private readonly int lag; // frames, of what is heard behind what is played

    private EchoPath(IReadOnlyList<BandFrame> heard, float[,] played, int longestLag)
    {
        (this.heard, this.played) = (heard, played);
        for (var band = 0; band < Bands; band++)
        {
            var sorted = heard.Select(f => f.Decibels[band]).Order().ToList();
            (noise[band], peak[band]) = (sorted[sorted.Count / 20] + 3, sorted[^1]);
            loudest[band] = Enumerable.Range(0, played.GetLength(0)).Max(i => played[i, band]);
        }

        lag = Enumerable.Range(Earliest, longestLag - Earliest + 1).MaxBy(Likeness);
        for (var band = 0; band < Bands; band++)
        {
            Learn(band);
        }
    }

    /// <summary>
    /// By how many decibels the echo was louder at first: a canceller that is still learning is before this microphone, and
    /// what it lets through at its beginning is more than a path explains.
    /// </summary>
    public double Fading { get; private set; }

    /// <summary>How long was heard what much of was played: what all this is known from.</summary>
    public TimeSpan Learned { get; private set; }

    /// <param name="heard">Lately, one frame after the other.</param>
    /// <param name="sounded">By the loudspeaker, on the same clock.</param>
    /// <returns>Null: too little was heard, or nothing played.</returns>
    public static EchoPath? Find(IReadOnlyList<BandFrame> heard, IReadOnlyList<BandFrame> sounded, TimeSpan longestLag)
    {
        if (heard.Count < Window / 2)
        {
            return null;
        }

        var power = new double[heard.Count + Before - Earliest, Bands];
        var any = false;
        foreach (var frame in sounded)
        {
            var at = (int)Math.Round((frame.Time - heard[0].Time) / BandMeter.Step) + Before;
            for (var band = 0; band < Bands && at >= 0 && at < power.GetLength(0); band++)
            {
                any = true;
                power[at, band] = Math.Max(power[at, band], Math.Pow(10, frame.Decibels[band] / 10));
            }
        }

        return any ? new EchoPath(heard, Reverberated(power), (int)(longestLag.TotalSeconds / BandMeter.Step)) : null;
    }

    /// <summary>
    /// How much louder it was than the echo: decibels of a band on average, in the half second where that is most. 0 to 20.
    /// </summary>
    /// <param name="from">In seconds, on the clock of what was heard.</param>
    public double Unexplained(double from, double to)
    {
        var frames = new List<(double Sum, int Count)>();
        for (var i = 0; i < heard.Count; i++)
        {
            if (heard[i].Time >= from && heard[i].Time <= to)
            {
                frames.Add(Excess(i));
            }
        }

        var most = 0.0;
        for (var i = 0; i < frames.Count; i++)
        {
            var window = frames.Skip(i).Take(Window).ToList();
            most = Math.Max(most, window.Sum(f => f.Sum) / Math.Max(window.Sum(f => f.Count), Window * Bands / 3));
        }

        return most;
    }

    private (double Sum, int Count) Excess(int frame)
    {
        var (sum, count) = (0.0, 0);
        for (var band = 0; band < Bands; band++)
        {
            var level = heard[frame].Decibels[band];
            if (level >= Math.Max(noise[band] + Audible, peak[band] - Range))
            {
                var explained = Math.Max(Played(frame, band, lag) + gain[band], noise[band]);
                sum += Math.Clamp(level - explained, 0, Most);
                count++;
            }
        }

        return (sum, count);
    }

    /// <summary>The median over the frames where much is played; in its first third against the others, whether it fades.</summary>
    private void Learn(int band)
    {
        var ratios = Enumerable.Range(0, heard.Count)
            .Select(i => (Heard: heard[i].Decibels[band], Played: Played(i, band, lag)))
            .Where(f => f.Played > loudest[band] - Strong)
            .Select(f => f.Heard - f.Played)
            .ToList();
        gain[band] = ratios.Count == 0 ? -Range : Quantile(ratios, 0.5);
        Learned = TimeSpan.FromSeconds(Math.Max(Learned.TotalSeconds, ratios.Count * BandMeter.Step));
        var third = ratios.Count / 3;
        if (third >= 4)
        {
            Fading += (Low(0) - Math.Min(Low(third), Low(2 * third))) / Bands;
        }

        float Low(int from) => Quantile(ratios.GetRange(from, third), 0.3);
    }

    /// <summary>Correlation over time, the mean of all bands.</summary>
    private double Likeness(int lag)
    {
        var sum = 0.0;
        for (var band = 0; band < Bands; band++)
        {
            double x1 = 0, y1 = 0, x2 = 0, y2 = 0, xy = 0;
            for (var i = 0; i < heard.Count; i++)
            {
                double x = Math.Max(Played(i, band, lag), loudest[band] - Range);
                double y = Math.Max(heard[i].Decibels[band], noise[band]);
                (x1, y1, x2, y2, xy) = (x1 + x, y1 + y, x2 + (x * x), y2 + (y * y), xy + (x * y));
            }

            var n = heard.Count;
            var (varianceX, varianceY) = ((x2 / n) - (x1 * x1 / n / n), (y2 / n) - (y1 * y1 / n / n));
            sum += varianceX > 1 && varianceY > 1 ? ((xy / n) - (x1 * y1 / n / n)) / Math.Sqrt(varianceX * varianceY) : 0;
        }

        return sum / Bands;
    }

    private float Played(int frame, int band, int lag) => played[frame + Before - lag, band];

    private static float Quantile(List<float> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));

    private static float[,] Reverberated(double[,] power)
    {
        var decibels = new float[power.GetLength(0), Bands];
        for (var band = 0; band < Bands; band++)
        {
            var echo = 0.0;
            for (var i = 0; i < power.GetLength(0); i++)
            {
                var next = i + 1 < power.GetLength(0) ? power[i + 1, band] : 0;
                echo = Math.Max(power[i, band], Onset * next) + (Decay * echo);
                decibels[i, band] = (float)(10 * Math.Log10(echo + BandMeter.Silence));
            }
        }

        return decibels;
    }
}
