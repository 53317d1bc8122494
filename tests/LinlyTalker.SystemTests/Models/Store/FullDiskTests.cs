using System.Text;
using System.Text.Json;
using LinlyTalker.Models.Catalogue;
using LinlyTalker.Models.Homes;
using LinlyTalker.Models.Store;

namespace LinlyTalker.SystemTests.Models.Store;

public sealed class FullDiskTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_disk_that_fills_up_during_the_fetch_is_said_so_and_what_came_is_removed()
    {
        using var small = new SmallFileSystem(256);
        var source = Directory.CreateTempSubdirectory("linly-source-");
        try
        {
            // The catalogue does not know the size, so only the writing can tell.
            File.WriteAllBytes(Path.Combine(source.FullName, "w"), new byte[1 << 20]);
            var catalogue = ModelCatalogue.Read(
                Encoding.UTF8.GetBytes($$"""{"format":1,"models":[{"name":"m","kind":"k","version":"1","about":"x","licence":"MIT","sets":[],"parts":[{"sources":[{"kind":"local","folder":{{JsonSerializer.Serialize(source.FullName)}}}],"files":[{"from":"w","to":"w"}]}]}]}"""),
                "test.json");
            var store = new ModelStore(LinlyHome.Under(small.Location), catalogue);

            var fault = await Assert.ThrowsAsync<HomeException>(() => store.PullAsync(catalogue.Entries, cancellation: TestContext.Current.CancellationToken));

            Assert.Contains("The disk is full", fault.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFiles(small.Location, "w", SearchOption.AllDirectories));
        }
        finally
        {
            source.Delete(recursive: true);
        }
    }
}
