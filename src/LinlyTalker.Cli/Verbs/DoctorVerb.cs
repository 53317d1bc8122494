using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Health;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly doctor</c>: whether everything that the program needs is here, and how to get what is not.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var json = CommonOptions.Json();
        var command = new Command("doctor", "Check libraries, codecs, models and the machine; say how to get what is missing.") { json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(json), cancellation));
        return command.WithExamples("linly doctor", "linly doctor --json");
    }

    private static async Task<int> RunAsync(bool json, CancellationToken cancellation)
    {
        var store = ModelStore.FromEnvironment();
        var findings = new List<Finding>();
        findings.AddRange(MachineChecks.Run(store.Home));
        await foreach (var finding in LibraryChecks.RunAsync(cancellation))
        {
            findings.Add(finding);
        }

        await foreach (var finding in CodecChecks.RunAsync(cancellation))
        {
            findings.Add(finding);
        }

        findings.AddRange(ModelChecks.Run(store));
        if (json)
        {
            Terminal.Result(JsonSerializer.Serialize(findings, FindingJson.Default.ListFinding));
        }
        else
        {
            Print(findings);
        }

        return findings.Exists(f => f.Verdict == Verdict.Missing) ? ExitCode.CheckFailed : ExitCode.Success;
    }

    private static void Print(List<Finding> findings)
    {
        var width = findings.Max(f => f.Name.Length);
        foreach (var group in findings.GroupBy(f => f.Group))
        {
            foreach (var f in group)
            {
                var mark = f.Verdict switch { Verdict.Good => "ok  ", Verdict.Warning => "warn", _ => "MISS" };
                Terminal.Result($"{mark}  {group.Key,-8} {f.Name.PadRight(width)}  {f.Detail}");
                if (f.Fix is not null)
                {
                    Terminal.Result($"      {"",-8} {"".PadRight(width)}  -> {f.Fix}");
                }
            }
        }

        var missing = findings.Count(f => f.Verdict == Verdict.Missing);
        Terminal.Result(missing == 0 ? "Everything is here." : $"{missing} missing; the lines with -> say how to get them.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(List<Finding>))]
internal sealed partial class FindingJson : JsonSerializerContext;
