package io.microstream.hub.wire;

import org.junit.jupiter.api.Nested;

/** All three lanes on the server that is asked for, one process after the other. */
class LaneContractIT {
    @Nested
    class EndpointLane extends LaneContract {
        EndpointLane() {
            super("endpoint");
        }
    }

    @Nested
    class FramesLane extends LaneContract {
        FramesLane() {
            super("frames");
        }
    }

    @Nested
    class ChannelLane extends LaneContract {
        ChannelLane() {
            super("channel");
        }
    }
}
