using System.Text.Json.Serialization;
using LinlyTalker.Cli.Live.Talking;
using LinlyTalker.Cli.Live.Watching;

namespace LinlyTalker.Cli.Live.Reporting;

/// <summary>What became of the pictures of a run, and what they cost.</summary>
/// <param name="Came">To the clients, during turns.</param>
/// <param name="Missing">That their streams left out.</param>
/// <param name="Late">That came more than a picture after their sound.</param>
/// <param name="ServerLate">That the server was too slow to draw.</param>
/// <param name="ServerUnread">That the server drew and its clients, or the network, were too slow for.</param>
/// <param name="EncoderCores">Processor cores that the encoders kept busy.</param>
/// <param name="EncoderBytes">Resident bytes of one of them, what they share counted in each.</param>
internal sealed record PictureLoad(int Came, int Missing, int Late, double ServerLate, double ServerUnread, double EncoderCores, long EncoderBytes)
{
    [JsonIgnore]
    public string Summary =>
        $"{Came} came, {Missing} left out, {Late} later than their sound; the server counts {ServerLate:0} too late to draw, {ServerUnread:0} unread";

    public static PictureLoad Of(IReadOnlyList<LiveTurn> turns, IReadOnlyList<ProcessSample> samples)
    {
        var coding = samples.Where(s => s.Encoders > 0).ToList();
        var span = coding.Count > 1 ? coding[^1].At - coding[0].At : 0;
        double Grown(Func<ProcessSample, double?> value) => samples.Count < 2 ? 0 : (value(samples[^1]) ?? 0) - (value(samples[0]) ?? 0);
        return new PictureLoad(
            turns.Sum(t => t.Pictures),
            turns.Sum(t => t.PicturesMissing),
            turns.Sum(t => t.PicturesLate),
            Grown(s => s.PicturesLate),
            Grown(s => s.PicturesUnread),
            span > 0 ? Math.Round((coding[^1].EncoderCpu - coding[0].EncoderCpu) / span, 3) : 0,
            coding.Count > 0 ? coding.Max(s => s.EncoderBytes / s.Encoders) : 0);
    }
}
