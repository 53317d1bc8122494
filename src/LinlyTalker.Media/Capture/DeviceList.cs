using System.Text.RegularExpressions;

namespace LinlyTalker.Media.Capture;

/// <summary>Reads what ffmpeg prints about devices; each system has its own way.</summary>
internal static partial class DeviceList
{
    /// <summary>Of <c>ffmpeg -sources SYSTEM</c>: a star for the default, name, description in brackets, kind.</summary>
    public static IReadOnlyList<SoundDevice> OfSources(string system, string printed) =>
    [
        .. printed.Split('\n').Select(line => SourceLine().Match(line)).Where(m => m.Success)
            .Select(m => new SoundDevice(system, m.Groups["name"].Value, m.Groups["description"].Value, m.Groups["star"].Success))
            .Where(d => d.Name != "null"),
    ];

    /// <summary>Of <c>ffmpeg -f avfoundation -list_devices true</c>: the numbered lines after the head of the audio devices.</summary>
    public static IReadOnlyList<SoundDevice> OfAvfoundation(string printed)
    {
        var head = printed.IndexOf("audio devices", StringComparison.OrdinalIgnoreCase);
        return head < 0 ? [] :
        [
            .. printed[head..].Split('\n').Select(line => NumberedLine().Match(line)).Where(m => m.Success)
                // ffmpeg's address is "picture:sound".
                .Select((m, i) => new SoundDevice("avfoundation", ":" + m.Groups["number"].Value, m.Groups["name"].Value.Trim(), i == 0)),
        ];
    }

    /// <summary>Of <c>ffmpeg -f dshow -list_devices true</c>: names in quotes, with what they give in brackets.</summary>
    public static IReadOnlyList<SoundDevice> OfDshow(string printed) =>
    [
        .. printed.Split('\n').Select(line => QuotedLine().Match(line)).Where(m => m.Success)
            .Select((m, i) => new SoundDevice("dshow", "audio=" + m.Groups["name"].Value, m.Groups["name"].Value, i == 0)),
    ];

    [GeneratedRegex(@"^(?<star>\*)?\s+(?<name>\S+) \[(?<description>.*)\] \([^)]*\)\s*$")]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"\] \[(?<number>\d+)\] (?<name>.+)$")]
    private static partial Regex NumberedLine();

    [GeneratedRegex(@"""(?<name>[^""]+)"" \(audio\)")]
    private static partial Regex QuotedLine();
}
