package io.microstream.hub.admin.api;

import jakarta.json.JsonException;
import jakarta.json.bind.JsonbException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Turns whatever goes wrong into a problem document; what was our fault is logged and not told. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOGGER = System.getLogger(ProblemMapper.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        if (failure instanceof WebApplicationException expected) {
            Response.StatusType status = expected.getResponse().getStatusInfo();
            return Answer.problem(status.getStatusCode(), status.getReasonPhrase(), "The API has no such operation.");
        }
        if (failure instanceof JsonbException || failure instanceof JsonException) {
            return Answer.badRequest("The body is not the JSON that this operation takes.");
        }
        LOGGER.log(Level.ERROR, "An operation of the API has failed.", failure);
        return Answer.problem(500, "Internal Server Error", "The hub's log says more.");
    }
}
