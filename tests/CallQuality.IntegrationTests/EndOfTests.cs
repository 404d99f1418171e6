using CallQuality.IntegrationTests.Storage;

namespace CallQuality.IntegrationTests;

/// <summary>Clears away what the whole test run shared.</summary>
[SetUpFixture]
public class EndOfTests
{
    [OneTimeTearDown]
    public void StopServers()
    {
        PostgresServer.StopInstance();
        S3Server.StopInstance();
    }
}
