using System.Text.Json;

namespace LinlyTalker.Tests.House;

public class LockfileTests
{
    [Theory]
    [InlineData("native/npm")]
    [InlineData("tests/stock")]
    public void Every_locked_npm_package_has_its_hash_and_no_download_address(string folder)
    {
        using var file = File.OpenRead(Path.Combine(Repository.Root, folder, "package-lock.json"));
        using var lockfile = JsonDocument.Parse(file);
        var packages = lockfile.RootElement.GetProperty("packages").EnumerateObject()
            .Where(p => p.Name.Length > 0).ToList();
        Assert.NotEmpty(packages);
        Assert.All(packages, p =>
        {
            Assert.StartsWith("sha512-", p.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal);
            Assert.False(p.Value.TryGetProperty("resolved", out _), $"{p.Name} names an address");
        });
    }

    [Fact]
    public void Weights_do_not_bring_a_second_runtime()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "native", "npm", "package-lock.json"));
        Assert.DoesNotContain("onnxruntime-node", text, StringComparison.Ordinal);
    }
}
